import { passwordLengthMin } from "@allotment/api/client";
import { KeyValueList, Notice, PageHeader } from "@allotment/ui";
import type { Metadata } from "next";
import { one, type Search } from "../../parts/one.ts";
import { Shell } from "../../parts/Shell.tsx";
import { requireSession } from "../../server/caller.ts";
import { texts } from "../../texts/texts.ts";
import { PasswordForm } from "./PasswordForm.tsx";

export const metadata: Metadata = { title: texts("account")("title") };

/** The own account. */
export default async function AccountPage({ searchParams }: { readonly searchParams: Search }) {
  const { user, operators } = await requireSession();
  const t = texts("account");
  const labels = {
    present: t("present"),
    password: t("newPassword"),
    passwordHelp: t("passwordHelp", { count: passwordLengthMin }),
    submit: t("submit"),
  };
  return (
    <Shell>
      <div className="u-narrow">
        <PageHeader title={t("title")} sentence={t("sentence", { username: user.username })} />
        <div className="u-stack-loose">
          {one((await searchParams)["changed"]) === "password" && (
            <Notice tone="success" title={t("done")} role="status">
              <p>{t("doneHelp")}</p>
            </Notice>
          )}
          <KeyValueList
            items={[
              { key: "name", label: t("name"), value: user.name },
              { key: "username", label: t("username"), value: user.username },
              {
                key: "role",
                label: t("role"),
                value:
                  operators.map(({ name, role }) => t(`roles.${role}`, { operator: name })).join(", ") ||
                  t(`roles.${user.role}`),
              },
            ]}
          />
          <section aria-labelledby="password-title" className="u-stack">
            <h2 id="password-title">{t("passwordTitle")}</h2>
            <p className="u-soft">{t("passwordSentence")}</p>
            <PasswordForm username={user.username} labels={labels} />
          </section>
        </div>
      </div>
    </Shell>
  );
}
