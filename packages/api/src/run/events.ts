import { setTimeout as sleep } from "node:timers/promises";
import { system, type UserActor } from "@allotment/store";
import { tracked } from "@trpc/server";
import { z } from "zod";
import type { ApiContext } from "../context.ts";
import { ApiError } from "../errors/api-error.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { eventViews, type RunEventView } from "./event-view.ts";
import { findRun } from "./find-run.ts";
import type { RunView } from "./view.ts";

/** How often the table is looked at, in milliseconds. */
const pollMilliseconds = 400;

/** After so many looks it is asked again who watches: every two seconds. */
const looksBetweenActors = 5;

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
  const end = ctx.watching.begin(ctx.actor.userId);
  try {
    yield* messages(ctx, { runId, after: numberOf(lastEventId), signal });
  } finally {
    end();
  }
});

type Watcher = ApiContext & { readonly actor: UserActor };

async function* messages(
  ctx: Watcher,
  {
    runId,
    signal,
    ...from
  }: { readonly runId: string; readonly after: number; readonly signal: AbortSignal | undefined },
) {
  let { after } = from;
  let { actor } = ctx;
  let known = "";
  for (let look = 1; ; look += 1) {
    if (look % looksBetweenActors === 0) actor = await presentActor(ctx);
    // The run first: an event that is written in between comes with the next look, and the end is never said too early.
    const run = await findRun(ctx, actor, runId);
    const records = await ctx.store.runs.events(actor, { runId, after, limit: batchMax });
    const mark = `${run.state} ${run.since} ${run.attempts} ${run.cancelRequested}`;
    after = records.at(-1)?.number ?? after;
    if (records.length > 0 || mark !== known) {
      known = mark;
      const message: RunMessage = { run, events: eventViews(records, actor) };
      yield tracked(String(after), message);
    }
    if (run.over && records.length < batchMax) return;
    if (records.length < batchMax && !(await pause(signal))) return;
  }
}

// A stream outlives much: the account may be disabled meanwhile, the person signed out or no longer a member.
async function presentActor({ auth, store, actor, requestHeaders }: Watcher): Promise<UserActor> {
  const present = requestHeaders.has("cookie")
    ? (await auth.resolve(requestHeaders, false)).actor
    : await store.users.actorOf(system, { userId: actor.userId });
  if (present?.userId !== actor.userId) throw new ApiError("not-signed-in");
  return present;
}

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
