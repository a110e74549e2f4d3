import type { PlanDetails } from "@allotment/api";
import { CodeDiff, Fold, parseUnifiedDiff } from "@allotment/ui";
import { rawTexts, texts } from "../../../../texts/texts.ts";
import { CapacityBars } from "../CapacityBars.tsx";

/** More than anybody reads here; of a first plan every line is new, and the whole file is in the list. */
const diffLinesMax = 300;

/** What stands one click below: reasons, room, files. */
export function PlanDetailsFolds({ plan, page }: { readonly plan: PlanDetails; readonly page: string }) {
  const t = texts("plan");
  return (
    <div className="u-stack">
      <Fold summary={t("reasons.title")}>
        <Reasons plan={plan} />
      </Fold>
      <Fold summary={t("capacity")} open>
        <div className="u-stack">
          <CapacityBars capacity={plan.capacity} labels={rawTexts("configuration")} />
        </div>
      </Fold>
      <Fold summary={t("files.title")}>
        <Files plan={plan} page={page} />
      </Fold>
    </div>
  );
}

function Reasons({ plan }: { readonly plan: PlanDetails }) {
  const t = texts("plan");
  return (
    <div className="u-stack">
      {plan.report
        .filter(({ decisions }) => decisions.length > 0)
        .map(({ step, decisions }) => (
          <section key={step} className="u-stack">
            <h3>{t(`reasons.steps.${step}`)}</h3>
            <ul className="u-list u-small">
              {decisions.map(({ address, code, sentence }) => (
                <li key={`${address} ${code}`}>{sentence}</li>
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}

function Files({ plan, page }: { readonly plan: PlanDetails; readonly page: string }) {
  const t = texts("plan");
  const { added, removed } = rawTexts("plan").files;
  const lines = parseUnifiedDiff(plan.diff);
  return (
    <div className="u-stack">
      <p>{t("files.help")}</p>
      {plan.diff === "" ? (
        <p>{t("files.noDiff")}</p>
      ) : (
        <CodeDiff title={t("files.diff")} lines={lines.slice(0, diffLinesMax)} labels={{ added, removed }} />
      )}
      <h3>{t("files.list")}</h3>
      <ul className="u-plain-list u-small">
        {plan.files.map(({ path, sizeBytes }) => (
          <li key={path}>
            <a href={`${page}/plan/file?plan=${plan.id}&path=${encodeURIComponent(path)}`}>{path}</a>{" "}
            <span className="u-soft">{t("files.bytes", { bytes: sizeBytes })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
