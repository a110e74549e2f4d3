import { provider } from "../trpc.ts";
import { summaries } from "../deployment/summaries.ts";
import type { DeploymentSummary } from "../deployment/view.ts";
import { applicationName } from "../view/application-name.ts";

/** A deployment as the provider's fleet shows it. */
export interface FleetRow extends DeploymentSummary {
  readonly operatorName: string;
  /** Whether something has to be done: a failed run, or one that waits. */
  readonly needsAttention: boolean;
  /** Machines that it has. */
  readonly machines: readonly string[];
  /** `Mastodon 4.5.3`, for what is live. */
  readonly versions: readonly string[];
}

/** Every deployment; what needs a hand comes first, then by title. */
export const list = provider.query(async ({ ctx: { store, actor, plans } }): Promise<readonly FleetRow[]> => {
  const records = (await store.deployments.list(actor, {})).filter(({ removedAt }) => removedAt === null);
  const operators = new Map((await store.operators.list(actor, {})).map(({ id, name }) => [id, name]));
  const rows = await Promise.all(
    (await summaries(store, plans.reader, actor, records)).map(async (summary): Promise<FleetRow> => ({
      ...summary,
      operatorName: operators.get(summary.operatorId) ?? "",
      needsAttention: needsAttention(summary),
      machines: (await store.machines.claimsOf(actor, { deploymentId: summary.id })).map(({ machine }) => machine),
      versions: summary.instances
        .filter((instance) => instance.version !== null)
        .map(({ application, version }) => `${applicationName(application)} ${version}`),
    })),
  );
  return rows.toSorted(
    (a, b) => Number(b.needsAttention) - Number(a.needsAttention) || a.title.localeCompare(b.title, "en"),
  );
});

function needsAttention({ status, busy, desired, actual, lastRun }: DeploymentSummary): boolean {
  if (busy) return false;
  if (status === "failed" || status === "live-last-run-failed") return true;
  const wanted = desired === "removed" ? "suspended" : desired;
  const missed = actual !== null && actual !== wanted;
  return missed || (status === "removing" && lastRun?.state === "failed");
}
