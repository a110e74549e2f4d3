import type { Actor, WorkerActor } from "../actor.ts";
import type {
  Instant,
  LeasedNotification,
  NotificationProblem,
  NotificationRecord,
  NotificationState,
} from "../records.ts";
import type { StoreResult } from "../result.ts";

/** What a write of the lease holder names. When it is no longer true, nothing is written: `lease-lost`. */
export interface HeldNotification {
  readonly notificationId: string;
  readonly fencing: number;
}

/** How much of an hour a contact has used. */
export interface ContactUse {
  /** Messages that went out, or are about to, since then. Test messages are not counted. */
  readonly number: number;
  /** When the first of them did; null without one. */
  readonly firstAt: Instant | null;
}

/** Mail that waits because the installation's relay does not take it. */
export interface StuckMail {
  /** How many mails wait. */
  readonly number: number;
  /** Most tries that one of them took. */
  readonly attempts: number;
  /** Why, as the newest of them has it. */
  readonly error: NotificationProblem;
}

/** The outbox: what is to be told to whom. */
export interface NotificationRepository {
  /** Newest first; 50 unless said otherwise. For whoever may see the contact. */
  list(actor: Actor, params: Readonly<{ contactId: string; limit?: number }>): Promise<readonly NotificationRecord[]>;
  /** Mail that waits because of the relay; null when none does. For providers. */
  stuckMail(actor: Actor): Promise<StuckMail | null>;
  get(actor: Actor, params: Readonly<{ notificationId: string }>): Promise<NotificationRecord | null>;
  /** Messages that tell of one incident, oldest first. For whoever may see the incident. */
  ofIncident(actor: Actor, params: Readonly<{ incidentId: string }>): Promise<readonly NotificationRecord[]>;
  /** Messages that this one tells of besides. */
  bundledIn(actor: WorkerActor, params: Readonly<{ notificationId: string }>): Promise<readonly NotificationRecord[]>;
  /** Sends one that is over once more, under its own id. */
  sendAgain(actor: Actor, params: Readonly<{ notificationId: string }>): Promise<StoreResult<NotificationRecord>>;
  /** Takes messages that are due and that nobody holds, oldest first. Each gets the next fencing number. */
  takeDue(
    actor: WorkerActor,
    params: Readonly<{ limit: number; leaseSeconds: number }>,
  ): Promise<readonly LeasedNotification[]>;
  /** What a contact was told since then. */
  toldSince(actor: WorkerActor, params: Readonly<{ contactId: string; since: Instant }>): Promise<ContactUse>;
  /** Moves on, and lets go. From `waiting` it takes along what waits for the same contact when it was held back. */
  move(
    actor: WorkerActor,
    params: Readonly<HeldNotification & { from: NotificationState; to: NotificationState; bundle: boolean }>,
  ): Promise<StoreResult<null>>;
  /** Stays in its state and lets go: until somebody else's time comes, or after an attempt that failed. */
  retryLater(
    actor: WorkerActor,
    params: Readonly<
      HeldNotification & {
        state: NotificationState;
        nextAttemptAt: Instant;
        error: NotificationProblem | null;
        heldBack: boolean;
        /** Whether it was tried: waiting is not trying. */
        tried: boolean;
      }
    >,
  ): Promise<StoreResult<null>>;
  /**
   * Ends it, with those that it tells of besides, and notes with the contact whether it can be reached. A webhook that could not be for
   * `disableAfterSeconds` is switched off, and the other contacts of its owner are told.
   */
  finish(
    actor: WorkerActor,
    params: Readonly<
      HeldNotification & {
        from: NotificationState;
        to: "sent" | "failed";
        error: NotificationProblem | null;
        disableAfterSeconds: number;
      }
    >,
  ): Promise<StoreResult<null>>;
  /** Forgets messages that were over before then. @returns how many */
  tidy(actor: WorkerActor, params: Readonly<{ finishedBefore: Instant }>): Promise<number>;
}
