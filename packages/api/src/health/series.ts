import type { ObservedPoint } from "@allotment/store";
import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

/** Most metrics that are read at once: those of one page. */
const metricsMax = 20;

/** One figure of a subject over time. */
export interface SeriesView {
  /** A machine or an instance. */
  readonly subject: string;
  readonly metric: string;
  /** In order; where nothing was seen there is no point. */
  readonly points: readonly ObservedPoint[];
}

const input = z.object({
  deploymentId: id,
  metrics: z.array(z.string().max(60)).min(1).max(metricsMax),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** At most so many points for each, each the mean of an equal part of the time. */
  points: z.number().int().min(2).max(1000),
});

/** Figures of a deployment over time, for every subject that has them. */
export const series = signedIn
  .input(input)
  .query(async ({ ctx: { store, actor }, input: wanted }): Promise<readonly SeriesView[]> => {
    const { deploymentId, metrics, ...span } = wanted;
    found(await store.deployments.get(actor, { deploymentId }));
    const known = await store.observations.metrics(actor, { deploymentId });
    return Promise.all(
      known
        .filter(({ metric }) => metrics.includes(metric))
        .map(async ({ subject, metric }) => ({
          subject,
          metric,
          points: await store.observations.series(actor, { deploymentId, subject, metric, ...span }),
        })),
    );
  });
