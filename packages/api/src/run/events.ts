import { setTimeout as sleep } from "node:timers/promises";
import { tracked } from "@trpc/server";
import { z } from "zod";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { eventViews, type RunEventView } from "./event-view.ts";
import { findRun } from "./find-run.ts";
import type { RunView } from "./view.ts";

/** How often the table is looked at, in milliseconds. */
const pollMilliseconds = 400;

/** Events read at once. */
const batchMax = 500;

/** One message of the stream: new events (none when only the state changed) and the run as it is now. */
export interface RunMessage {
  readonly run: RunView;
  readonly events: readonly RunEventView[];
}

const input = z.object({
  runId: id,
  /** Sent by the client when it comes back: the id of the last message it got. */
  lastEventId: z.string().max(40).nullish(),
});

/**
 * The run as it happens, over server-sent events. The id of each message is the number of the last event in it, so a
 * client that lost its connection goes on from the table where it was. Ends when the run is over.
 */
export const events = signedIn.input(input).subscription(async function* ({
  ctx,
  input: { runId, lastEventId },
  signal,
}) {
  let after = numberOf(lastEventId);
  let known = "";
  for (;;) {
    // The run first: an event that is written in between comes with the next look, and the end is never said too early.
    const run = await findRun(ctx, ctx.actor, runId);
    const records = await ctx.store.runs.events(ctx.actor, { runId, after, limit: batchMax });
    const mark = `${run.state} ${run.since} ${run.attempts} ${run.cancelRequested}`;
    after = records.at(-1)?.number ?? after;
    if (records.length > 0 || mark !== known) {
      known = mark;
      const message: RunMessage = { run, events: eventViews(records) };
      yield tracked(String(after), message);
    }
    if (run.over && records.length < batchMax) return;
    if (records.length < batchMax && !(await pause(signal))) return;
  }
});

// False when the client has gone.
async function pause(signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await sleep(pollMilliseconds, undefined, { ...(signal === undefined ? {} : { signal }), ref: false });
    return true;
  } catch {
    return false;
  }
}

// What is no number starts from the beginning: events are then seen twice, never missed.
function numberOf(lastEventId: string | null | undefined): number {
  const number = Number(lastEventId ?? 0);
  return Number.isSafeInteger(number) && number > 0 ? number : 0;
}
