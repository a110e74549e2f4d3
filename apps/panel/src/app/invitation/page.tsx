import type { InvitationPurpose } from "@allotment/api";
import { LinkButton, Notice, PageHeader } from "@allotment/ui";
import type { Metadata } from "next";
import { accountLabels } from "../../parts/account-labels.ts";
import { one, type Search } from "../../parts/one.ts";
import { Shell } from "../../parts/Shell.tsx";
import { getCaller, getSession } from "../../server/caller.ts";
import { texts } from "../../texts/texts.ts";
import { InvitationForm } from "./InvitationForm.tsx";

export const metadata: Metadata = { title: texts("invitation")("title") };

/** Where links lead that people are given: to a new account, or to a new password. */
export default async function InvitationPage({ searchParams }: { readonly searchParams: Search }) {
  const t = texts("invitation");
  const token = one((await searchParams)["token"]);
  const purpose = token === "" || token.length > 128 ? null : await (await getCaller()).invitation.check({ token });
  if (purpose === null) return <UnusableLink />;
  const session = await getSession();
  return (
    <Shell>
      <div className="u-narrow">
        <PageHeader title={titleOf(purpose)} sentence={sentenceOf(purpose)} />
        <div className="u-stack-loose">
          {session && (
            <Notice tone="warning" title={t("signedIn.title", { name: session.user.name })}>
              <p>{t("signedIn.help")}</p>
            </Notice>
          )}
          <InvitationForm
            token={token}
            username={purpose.kind === "reset" ? (purpose.username ?? "") : null}
            labels={{ ...accountLabels(), submit: t(purpose.kind === "reset" ? "submitReset" : "submitInvite") }}
          />
        </div>
      </div>
    </Shell>
  );
}

function titleOf({ kind, operatorName }: InvitationPurpose): string {
  const t = texts("invitation");
  if (kind === "reset") return t("reset.title");
  return operatorName === null ? t("provider.title") : t("member.title", { operator: operatorName });
}

function sentenceOf({ kind, operatorName, memberRole, username }: InvitationPurpose): string {
  const t = texts("invitation");
  if (kind === "reset") return t("reset.sentence", { username: username ?? "" });
  if (operatorName === null) return t("provider.sentence");
  return t(memberRole === "owner" ? "member.owner" : "member.editor", { operator: operatorName });
}

function UnusableLink() {
  const t = texts("invitation");
  return (
    <Shell>
      <div className="u-narrow">
        <PageHeader title={t("unusable.title")} sentence={t("unusable.sentence")} />
        <Notice
          tone="info"
          title={t("unusable.next")}
          action={
            <LinkButton href="/sign-in" variant="primary">
              {t("unusable.signIn")}
            </LinkButton>
          }
        />
      </div>
    </Shell>
  );
}
