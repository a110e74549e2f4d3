import { z } from "zod";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { eventViews, type RunEventView } from "./event-view.ts";
import { findRun } from "./find-run.ts";
import type { RunView } from "./view.ts";

/** Events since the last look, with the run as it is now. */
export interface RunProgress {
  readonly run: RunView;
  readonly events: readonly RunEventView[];
  /** Number to ask from the next time. */
  readonly last: number;
}

const input = z.object({
  runId: id,
  /** Number of the last event that is known; 0 for all. */
  after: z.number().int().min(0).default(0),
});

/** What happened since: for pages that ask again and again because no script has loaded. */
export const eventsAfter = signedIn
  .input(input)
  .query(async ({ ctx, input: { runId, after } }): Promise<RunProgress> => {
    const run = await findRun(ctx, ctx.actor, runId);
    const records = await ctx.store.runs.events(ctx.actor, { runId, after });
    return { run, events: eventViews(records, ctx.actor), last: records.at(-1)?.number ?? after };
  });
