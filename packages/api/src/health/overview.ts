import type { CheckOutcome, ObservedPoint } from "@allotment/store";
import { provider } from "../trpc.ts";
import { worstOf } from "./view.ts";

const dayMilliseconds = 86_400_000;

/** How far back the small line of the fleet goes: one point for each day. */
const days = 30;

/** Active users of the last month, as NodeInfo documents say. */
const metric = "activeMonth";

/** How one deployment works, in a line of the fleet. */
export interface HealthSummary {
  readonly deploymentId: string;
  /** The worst of all looks at what is deployed now; `unknown` where there was none. */
  readonly outcome: CheckOutcome;
  /** Machines that run something else than what was installed. */
  readonly drifted: readonly string[];
  /** Active users of each application over the last days; empty where none says so. */
  readonly activeUsers: readonly { readonly instance: string; readonly points: readonly ObservedPoint[] }[];
  /** What the points are of. */
  readonly from: string;
  readonly to: string;
}

/** How everything that is deployed for real works. */
export const overview = provider.query(async ({ ctx: { store, actor } }): Promise<readonly HealthSummary[]> => {
  const deployments = await store.deployments.list(actor, {});
  const checks = await store.checks.list(actor, {});
  const to = new Date().toISOString();
  const span = { from: new Date(Date.parse(to) - days * dayMilliseconds).toISOString(), to };
  const looked = deployments.filter(({ id }) => checks.some(({ deploymentId }) => deploymentId === id));
  return Promise.all(
    looked.map(async ({ id: deploymentId, deployedPlanId }): Promise<HealthSummary> => {
      const own = checks.filter((check) => check.deploymentId === deploymentId && check.planId === deployedPlanId);
      const known = await store.observations.metrics(actor, { deploymentId });
      const asked = { deploymentId, metric, ...span, points: days };
      const drifted = own.filter((check) => check.kind === "machine" && check.result?.facts?.drifted === true);
      return {
        deploymentId,
        outcome: worstOf(own.map(({ outcome }) => outcome)),
        drifted: drifted.map(({ subject }) => subject),
        activeUsers: await Promise.all(
          known
            .filter((one) => one.metric === metric)
            .map(async ({ subject: instance }) => ({
              instance,
              points: await store.observations.series(actor, { ...asked, subject: instance }),
            })),
        ),
        ...span,
      };
    }),
  );
});
