import type { Metadata } from "next";
import { EmptyState, LinkButton } from "@allotment/ui";
import { getCaller, requireSession } from "../../../../server/caller.ts";
import { texts } from "../../../../texts/texts.ts";
import { loadDeployment } from "../../load.ts";
import { DeploymentFrame } from "../DeploymentFrame.tsx";
import { loadPlan, type ShownPlan } from "./load-plan.ts";
import { PlanAgain } from "./PlanAgain.tsx";
import { Refused } from "./Refused.tsx";
import { Review } from "./Review.tsx";

export const metadata: Metadata = { title: texts("plan")("title") };

/** What installing the saved configuration would change, and the button that does it. */
export default async function PlanPage(props: {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<{ readonly plan?: string }>;
}) {
  const deployment = await loadDeployment((await props.params).slug);
  const shown = await loadPlan(deployment, (await props.searchParams).plan);
  const { id: deploymentId, slug } = deployment;
  const isProvider = (await requireSession()).user.role === "provider";
  const health = await (await getCaller()).health.get({ deploymentId });
  const drifted = health?.machines.some(({ seen }) => seen?.drifted === true) ?? false;
  const t = texts("plan");
  const count = shown.kind === "plan" ? shown.plan.changes.length : 0;
  const open = shown.kind === "plan" && shown.plan.stale.length === 0 && !shown.plan.deployed;
  const action = open ? (
    <LinkButton href="#agree" variant="primary">
      {t("agree.go")}
    </LinkButton>
  ) : (
    shown.kind === "unplanned" && <PlanAgain deploymentId={deploymentId} slug={slug} label={t("planAgain")} />
  );
  return (
    <DeploymentFrame
      deployment={deployment}
      tab="plan"
      sentence={t(`${deployment.environment.practice ? "practiceSentence" : "sentence"}.${sentenceOf(shown)}`)}
      action={action}
      number={
        shown.kind === "plan" && !shown.plan.deployed ? { value: count, label: t("number", { count }) } : undefined
      }
    >
      {shown.kind === "none" && (
        <EmptyState
          title={t("title")}
          action={
            <LinkButton href={`/deployments/${slug}`} variant="primary">
              {t("toConfiguration")}
            </LinkButton>
          }
        >
          <p>{t("sentence.none")}</p>
        </EmptyState>
      )}
      {shown.kind === "refused" && (
        <Refused diagnostics={shown.diagnostics} deployment={deployment} isProvider={isProvider} />
      )}
      {shown.kind === "plan" && <Review deployment={deployment} plan={shown.plan} drifted={drifted} />}
    </DeploymentFrame>
  );
}

function sentenceOf(shown: ShownPlan) {
  if (shown.kind !== "plan") return shown.kind;
  const { plan } = shown;
  if (plan.deployed) return "deployed";
  if (plan.stale.length > 0) return "stale";
  if (plan.changes.length === 0) return "nothing";
  return plan.mapBefore === null ? "first" : "changes";
}
