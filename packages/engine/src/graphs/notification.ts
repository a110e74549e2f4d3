/**
 * The states of a notification: one message to one contact.
 *
 *   waiting  written, together with what it tells of; its contact may have been told enough for this hour
 *   sending  it is handed to a mail relay or a webhook, again and again until somebody takes it or says that nobody will
 *   sent     the other side accepted it. What mail servers accept may still be lost; only the receiver knows
 *   bundled  another message to the same contact tells of it too
 *   failed   nobody took it in time, or the other side said that it never will; the reason is kept
 *
 * Transitions
 *
 *   done leads from waiting to sending and from there to sent. cancel leads from waiting to bundled, by the message that takes it
 *   along. failed and timed-out lead to failed.
 *
 * Ignored: cancel while sending, for it may have arrived already, and everything when it is over. A worker that dies between sending
 * and writing that down has it sent twice, under the same id: receivers can tell.
 */
import type { NotificationState } from "@allotment/store";
import { defineGraph } from "../graph.ts";

const minuteSeconds = 60;
const hourSeconds = 60 * minuteSeconds;
const daySeconds = 24 * hourSeconds;

/** The graph of notifications. After three days nobody wants to hear of it any more. */
export const notificationGraph = defineGraph<NotificationState>({
  name: "notification",
  initial: "waiting",
  states: {
    waiting: {
      kind: "working",
      handler: "collect",
      on: { done: "sending", failed: "failed", "timed-out": "failed", cancel: "bundled" },
      timeoutSeconds: 3 * daySeconds,
      attemptsMax: 1,
      backoffSeconds: [minuteSeconds],
    },
    sending: {
      kind: "working",
      handler: "send",
      on: { done: "sent", failed: "failed", "timed-out": "failed" },
      timeoutSeconds: 3 * daySeconds,
      attemptsMax: 100,
      backoffSeconds: [5, minuteSeconds, 5 * minuteSeconds, 15 * minuteSeconds, hourSeconds, 4 * hourSeconds],
    },
    sent: { kind: "terminal" },
    bundled: { kind: "terminal" },
    failed: { kind: "terminal" },
  },
});
