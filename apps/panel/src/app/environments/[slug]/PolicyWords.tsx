import type { Environment } from "@allotment/model";
import { Icon } from "@allotment/ui";
import { texts } from "../../../texts/texts.ts";

/** The policy as sentences. */
export function PolicyWords({ document }: { readonly document: Environment }) {
  const t = texts("environments");
  const { placement, reserve, prefer, rules } = document.policy;
  return (
    <section aria-labelledby="policy-words" className="u-stack">
      <h2 id="policy-words" className="c-section-title">
        <Icon name="info" sizePx={18} />
        {t("policy.title")}
      </h2>
      <ul className="u-list">
        <li>
          {t(`orchestrators.${document.orchestrator}.title`)}: {t(`orchestrators.${document.orchestrator}.sentence`)}
        </li>
        <li>
          {t(`placements.${placement}.title`)}: {t(`placements.${placement}.sentence`)}
        </li>
        <li>{t("policy.dedicated")}</li>
        {reserve && (
          <li>
            {t("policy.reserve", {
              cores: reserve.cpuMillicores / 1000,
              memory: reserve.memoryMiB / 1024,
              disk: reserve.diskGiB,
            })}
          </li>
        )}
        {Object.entries(prefer ?? {}).map(([type, offers]) => (
          <li key={type}>{t("policy.prefer", { type, offers: (offers ?? []).join(", ") })}</li>
        ))}
        {!prefer && <li>{t("policy.preferNothing")}</li>}
        {(rules ?? []).map(({ application, machineLabels }) => (
          <li key={`${application} ${machineLabels.join(" ")}`}>
            {t("policy.rule", { application, labels: machineLabels.join(", ") })}
          </li>
        ))}
      </ul>
    </section>
  );
}
