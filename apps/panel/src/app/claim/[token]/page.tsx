import type { ClaimPage } from "@allotment/api";
import { Notice, PageHeader } from "@allotment/ui";
import type { Metadata } from "next";
import { momentText } from "../../../parts/moments.ts";
import { Shell } from "../../../parts/Shell.tsx";
import { getCaller } from "../../../server/caller.ts";
import { rawTexts, texts } from "../../../texts/texts.ts";
import { Reveal } from "./Reveal.tsx";

export const metadata: Metadata = { title: texts("claim")("title"), robots: { index: false } };

/** Where the link for a first administrator leads. Opening it uses nothing up; the button shows the password, once. */
export default async function ClaimTokenPage({ params }: { readonly params: Promise<{ readonly token: string }> }) {
  const { token } = await params;
  const claim = token.length > 128 ? null : await (await getCaller()).claim.get({ token });
  return (
    <Shell>
      <div className="u-narrow">{claim === null ? <Unusable /> : <Claim claim={claim} token={token} />}</div>
    </Shell>
  );
}

function Claim({ claim, token }: { readonly claim: ClaimPage; readonly token: string }) {
  const { name, url, username, expiresAt } = claim;
  const t = texts("claim");
  return (
    <>
      <PageHeader title={t("heading", { name })} sentence={t("sentence", { host: new URL(url).host, username })} />
      <div className="u-stack-loose">
        <ul className="u-list">
          <li>{t("steps.once")}</li>
          <li>{t("steps.until", { until: momentText(expiresAt) })}</li>
          <li>{t("steps.sealed")}</li>
        </ul>
        <noscript>
          <Notice tone="warning" title={t("scripts")} />
        </noscript>
        <Reveal
          token={token}
          site={{ url, label: t("shown.open", { name }) }}
          labels={{ ...rawTexts("claim"), copy: rawTexts("common").copyLabels }}
        />
      </div>
    </>
  );
}

function Unusable() {
  const t = texts("claim");
  return (
    <>
      <PageHeader title={t("unusable.title")} sentence={t("unusable.sentence")} />
      <Notice tone="info" title={t("unusable.next")} />
    </>
  );
}
