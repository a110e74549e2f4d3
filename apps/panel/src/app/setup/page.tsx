import { LinkButton, Notice, PageHeader } from "@allotment/ui";
import type { Metadata } from "next";
import { accountLabels } from "../../parts/account-labels.ts";
import { one, type Search } from "../../parts/one.ts";
import { Shell } from "../../parts/Shell.tsx";
import { getCaller } from "../../server/caller.ts";
import { texts } from "../../texts/texts.ts";
import { SetupForm } from "./SetupForm.tsx";

export const metadata: Metadata = { title: texts("setup")("title") };

/** The first account of an installation, by the one-time link that is printed at the first start. */
export default async function SetupPage({ searchParams }: { readonly searchParams: Search }) {
  const token = one((await searchParams)["token"]);
  const usable = token !== "" && token.length <= 128 && (await (await getCaller()).setup.check({ token })).usable;
  return (
    <Shell>
      <div className="u-narrow">{usable ? <FirstAccount token={token} /> : <UnusableLink />}</div>
    </Shell>
  );
}

function FirstAccount({ token }: { readonly token: string }) {
  const t = texts("setup");
  const labels = {
    ...accountLabels(),
    submit: t("submit"),
    workerTitle: t("workerTitle"),
    workerHelp: t("workerHelp"),
  };
  return (
    <>
      <PageHeader title={t("title")} sentence={t("sentence")} />
      <div className="u-stack-loose">
        <section aria-labelledby="what-happens" className="u-stack">
          <h2 id="what-happens">{t("happens.title")}</h2>
          <ul className="u-list">
            <li>{t("happens.account")}</li>
            <li>{t("happens.practice")}</li>
            <li>{t("happens.link")}</li>
          </ul>
        </section>
        <SetupForm token={token} labels={labels} />
      </div>
    </>
  );
}

function UnusableLink() {
  const t = texts("setup");
  return (
    <>
      <PageHeader title={t("unusable.title")} sentence={t("unusable.sentence")} />
      <Notice
        tone="info"
        title={t("unusable.next")}
        action={
          <LinkButton href="/sign-in" variant="primary">
            {t("unusable.signIn")}
          </LinkButton>
        }
      >
        <ul className="u-list">
          <li>{t("unusable.have")}</li>
          <li>{t("unusable.first")}</li>
          <li>{t("unusable.lost")}</li>
        </ul>
      </Notice>
    </>
  );
}
