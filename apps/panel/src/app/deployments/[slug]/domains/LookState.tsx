import type { DomainsView, ErrandView } from "@allotment/api";
import { LinkButton, Notice } from "@allotment/ui";
import { ErrandWatch } from "../../../../parts/errands/ErrandWatch.tsx";
import { momentText } from "../../../../parts/moments.ts";
import { rawTexts, texts } from "../../../../texts/texts.ts";

/** When it was looked, whether somebody looks just now, and the run that waits for it. */
export function LookState(props: {
  readonly errand: ErrandView | null;
  readonly domains: DomainsView;
  readonly slug: string;
}) {
  const { errand, slug } = props;
  const { lookedAt, waitingRunId } = props.domains;
  const t = texts("domains");
  const underWay = errand?.state === "waiting" || errand?.state === "working" ? errand.state : null;
  if (errand === null && lookedAt === null && waitingRunId === null) return null;
  return (
    <div className="u-row">
      {errand && underWay && <ErrandWatch errandId={errand.id} state={underWay} labels={rawTexts("domains").look} />}
      {errand?.problem && (
        <Notice tone="warning" title={t("look.failed")}>
          <p>{errand.problem.summary}</p>
        </Notice>
      )}
      {underWay === null && lookedAt !== null && (
        <p className="u-soft">{t("look.done", { when: momentText(lookedAt) })}</p>
      )}
      {waitingRunId !== null && (
        <LinkButton size="small" href={`/deployments/${slug}/activity/${waitingRunId}`}>
          {t("toRun")}
        </LinkButton>
      )}
    </div>
  );
}
