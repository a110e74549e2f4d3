import type { Params } from "@allotment/model";
import type { NotificationRecord, Store, WorkerActor } from "@allotment/store";
import type { Clock } from "../clock.ts";

/** What became of handing a message over. */
export type SendResult =
  | { readonly kind: "done" }
  /** Nothing was tried, for something has to be there first: `code` is a key below `notifications.problems`. */
  | { readonly kind: "waiting"; readonly code: string; readonly checkAgainSeconds: number }
  /** `code` is a key below `notifications.problems`; `retryable` whether the same may work later. */
  | { readonly kind: "failed"; readonly code: string; readonly params: Params; readonly retryable: boolean };

/** How messages leave. The engine decides when; whoever starts it says how. */
export interface TellingWork {
  /** Hands a message over. Text of the other side in the result is cut and holds no secret. */
  readonly send: (notification: NotificationRecord, signal: AbortSignal) => Promise<SendResult>;
}

/** What telling people needs. */
export interface TellingEngine {
  readonly store: Pick<Store, "incidents" | "notifications">;
  readonly actor: WorkerActor;
  readonly work: TellingWork;
  readonly clock: Clock;
  /** Longer than `send` may take: it is not renewed. */
  readonly leaseSeconds: number;
  /** Told of what nobody thought of, for the log. */
  readonly report: (problem: Readonly<{ subject: string; error: unknown }>) => void;
  /** Aborted when the worker stops. */
  readonly shutdown: AbortSignal;
}
