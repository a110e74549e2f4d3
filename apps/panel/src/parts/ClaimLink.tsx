import type { ClaimView } from "@allotment/api";
import { getCaller } from "../server/caller.ts";
import { rawTexts, texts } from "../texts/texts.ts";
import { ClaimForm } from "./ClaimForm.tsx";
import { momentText } from "./moments.ts";

/**
 * Links by which somebody becomes the first administrator of what is live, one for each application that has one. Owners
 * make them, others read how it stands; nothing where there is no first administrator.
 *
 * @param props.unclaimedOnly only while nobody has been shown a password
 */
export async function ClaimLink(props: { readonly deploymentId: string; readonly unclaimedOnly?: boolean }) {
  const { deploymentId } = props;
  const { claims, mayRenew, practice } = await (await getCaller()).claim.list({ deploymentId });
  const shown = claims.filter(({ state }) => !props.unclaimedOnly || state !== "used");
  const t = texts("secrets");
  if (practice && !props.unclaimedOnly) {
    return (
      <section className="u-stack">
        <h2>{t("claims.title")}</h2>
        <p>{t("claims.practice")}</p>
      </section>
    );
  }
  if (shown.length === 0) return null;
  return (
    <section className="u-stack" id="first-administrator">
      <h2>{t("claims.title")}</h2>
      {shown.map((claim) => (
        <div key={claim.instance} className="u-stack">
          <p>{sentenceOf(claim)}</p>
          <ClaimForm
            deploymentId={deploymentId}
            instance={claim.instance}
            disabledReason={mayRenew ? undefined : t("claims.ownersOnly")}
            labels={{
              submit: t(claim.state === "none" ? "claims.make" : "claims.renew"),
              made: t("claims.made"),
              link: t("claims.link"),
              help: t("claims.help"),
              stopped: t("claims.stopped"),
              copy: rawTexts("common").copyLabels,
            }}
          />
        </div>
      ))}
    </section>
  );
}

function sentenceOf({ name, instance, username, state, expiresAt, usedAt }: ClaimView): string {
  const who = { name, instance, username };
  const t = texts("secrets");
  if (state === "open") return t("claims.open", { ...who, until: momentText(expiresAt ?? "") });
  if (state === "used") return t("claims.used", { ...who, when: momentText(usedAt ?? "") });
  return t(state === "expired" ? "claims.expired" : "claims.none", who);
}
