import type { PullReportRecord } from "@allotment/store";
import { provider } from "../trpc.ts";

/** What a machine that fetches its configuration said last, with whose it is. */
export interface FleetReport extends PullReportRecord {
  /** Slug of the deployment. */
  readonly slug: string;
  readonly title: string;
}

/** The last report of every machine that pulls; those that failed come first, then the newest. */
export const reports = provider.query(async ({ ctx: { store, actor } }): Promise<readonly FleetReport[]> => {
  const deployments = await store.deployments.list(actor, {});
  const said = await Promise.all(
    deployments.map(async ({ id, slug, title }) =>
      (await store.pull.reports(actor, { deploymentId: id })).map((report) => ({ ...report, slug, title })),
    ),
  );
  return said.flat().toSorted((a, b) => order(a) - order(b) || b.at.localeCompare(a.at));
});

function order({ status }: FleetReport): number {
  return status === "failed" ? 0 : 1;
}
