import type { LeasedNotification, NotificationProblem, NotificationState, StoreResult } from "@allotment/store";
import { backoffSecondsAfter, nextState, type Trigger, type WorkingState } from "../graph.ts";
import { notificationGraph } from "../graphs/notification.ts";
import type { SendResult, TellingEngine } from "./work.ts";

/** So many messages a contact gets within an hour; what comes after waits, and comes in one. */
export const messagesPerHour = 6;

const hourMilliseconds = 3_600_000;

/** A contact that could not be reached for so long is switched off. */
const disableAfterSeconds = 5 * 24 * 3600;

/** What a handler answers: a result, or that it may go on with what waits beside it. */
type Outcome = SendResult | { readonly kind: "collected"; readonly bundle: boolean };

type Handler = (engine: TellingEngine, notification: LeasedNotification) => Promise<Outcome>;

const handlers: Readonly<Record<string, Handler>> = {
  collect,
  send: ({ work, shutdown }, notification) => work.send(notification, shutdown),
};

/** Moves a message one step. Never throws for what the other side does. Nothing is written when the lease was lost. */
export async function stepNotification(engine: TellingEngine, notification: LeasedNotification): Promise<void> {
  const state = notificationGraph.states[notification.state];
  if (state === undefined || state.kind === "terminal") return;
  const deadline = Date.parse(notification.since) + state.timeoutSeconds * 1000;
  if (engine.clock.now() >= deadline) return end(engine, notification, "timed-out", notification.lastError ?? tooLate);
  const outcome = await attempt(engine, notification, state);
  // Whoever takes over after a stop begins this step again: the lease runs out.
  if (engine.shutdown.aborted && outcome.kind === "failed") return;
  await settle(engine, notification, state, outcome);
}

const tooLate: NotificationProblem = { code: "too-late", params: {} };

async function attempt(
  engine: TellingEngine,
  notification: LeasedNotification,
  state: WorkingState<NotificationState>,
): Promise<Outcome> {
  try {
    const handler = handlers[state.handler];
    if (handler === undefined) throw new Error(`no handler is called ${state.handler}`);
    return await handler(engine, notification);
  } catch (error) {
    engine.report({ subject: `notification ${notification.id}`, error });
    return { kind: "failed", code: "unexpected", params: {}, retryable: true };
  }
}

async function settle(
  engine: TellingEngine,
  notification: LeasedNotification,
  state: WorkingState<NotificationState>,
  outcome: Outcome,
): Promise<void> {
  if (outcome.kind === "collected") return go(engine, notification, outcome.bundle);
  if (outcome.kind === "done") return end(engine, notification, "done", null);
  const { code } = outcome;
  if (outcome.kind === "waiting") {
    const held = code === "told-enough";
    return again(engine, notification, outcome.checkAgainSeconds, {
      problem: { code, params: {} },
      held,
      tried: false,
    });
  }
  const problem = { code, params: outcome.params };
  const tries = notification.attempts + 1;
  if (!outcome.retryable || tries >= state.attemptsMax) return end(engine, notification, "failed", problem);
  await again(engine, notification, backoffSecondsAfter(state, tries), { problem, held: false, tried: true });
}

/** Whether a contact may be told now. What was held back goes out as one message. */
async function collect({ store, actor, clock }: TellingEngine, notification: LeasedNotification): Promise<Outcome> {
  const { contactId, heldBack, kind, type } = notification;
  if (kind === "webhook" || type === "contact.test") return { kind: "collected", bundle: false };
  const since = new Date(clock.now() - hourMilliseconds).toISOString();
  const { number, firstAt } = await store.notifications.toldSince(actor, { contactId, since });
  if (number < messagesPerHour) return { kind: "collected", bundle: heldBack };
  const freeAt = Date.parse(firstAt ?? since) + hourMilliseconds;
  const checkAgainSeconds = Math.max(1, Math.ceil((freeAt - clock.now()) / 1000) + 1);
  return { kind: "waiting", code: "told-enough", checkAgainSeconds };
}

async function go({ store, actor }: TellingEngine, notification: LeasedNotification, bundle: boolean): Promise<void> {
  const to = nextState(notificationGraph, notification.state, "done");
  if (to === undefined) return;
  written(await store.notifications.move(actor, { ...held(notification), from: notification.state, to, bundle }));
}

async function end(
  { store, actor }: TellingEngine,
  notification: LeasedNotification,
  trigger: Trigger,
  error: NotificationProblem | null,
): Promise<void> {
  const to = nextState(notificationGraph, notification.state, trigger);
  if (to !== "sent" && to !== "failed") return;
  const { state: from } = notification;
  written(await store.notifications.finish(actor, { ...held(notification), from, to, error, disableAfterSeconds }));
}

async function again(
  { store, actor, clock }: TellingEngine,
  notification: LeasedNotification,
  afterSeconds: number,
  { problem, held: heldBack, tried }: Readonly<{ problem: NotificationProblem; held: boolean; tried: boolean }>,
): Promise<void> {
  const nextAttemptAt = new Date(clock.now() + afterSeconds * 1000).toISOString();
  const { state } = notification;
  const kept = { ...held(notification), state, nextAttemptAt, error: problem, heldBack, tried };
  written(await store.notifications.retryLater(actor, kept));
}

function held({ id: notificationId, fencing }: LeasedNotification) {
  return { notificationId, fencing };
}

/** A lost lease is no trouble: somebody else went on. */
function written(result: StoreResult<null>): void {
  if (result.ok || result.conflict.code === "lease-lost" || result.conflict.code === "not-found") return;
  throw new Error(`the store refused a step: ${result.conflict.code}`);
}
