import type { Params } from "@allotment/model";
import type { Instant } from "./common.ts";
import type { ContactKind } from "./contact.ts";

/** State of a notification. The graph between them is the engine's. */
export type NotificationState = "waiting" | "sending" | "sent" | "bundled" | "failed";

/** What somebody is told. Webhooks name it as `type`. */
export type NotificationType =
  | "incident.opened"
  | "incident.closed"
  | "run.succeeded"
  | "run.failed"
  | "deployment.suspended"
  | "deployment.resumed"
  | "deployment.removed"
  | "contact.test"
  | "contact.disabled";

/** Why a notification did not go out: a code with its sentence at `notifications.problems`, and what the other side said. */
export interface NotificationProblem {
  readonly code: string;
  readonly params: Params;
}

/** One message to one contact. Its id stays the same however often it is sent, so that receivers can drop doubles. */
export interface NotificationRecord {
  readonly id: string;
  readonly contactId: string;
  readonly kind: ContactKind;
  readonly type: NotificationType;
  readonly deploymentId: string | null;
  readonly incidentId: string | null;
  readonly runId: string | null;
  /** Facts as they were when it was written, for programs. Never a secret. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly state: NotificationState;
  readonly since: Instant;
  /** Tries so far. */
  readonly attempts: number;
  /** When the next step is due; null when it is over. */
  readonly nextAttemptAt: Instant | null;
  readonly lastError: NotificationProblem | null;
  /** Whether it had to wait because its contact had been told enough for an hour. */
  readonly heldBack: boolean;
  /** The message that tells of it too; null for one that goes out by itself. */
  readonly bundledInto: string | null;
  readonly createdAt: Instant;
  readonly finishedAt: Instant | null;
}

/** A notification that this worker holds. */
export interface LeasedNotification extends NotificationRecord {
  /** Grows each time it is taken. */
  readonly fencing: number;
}
