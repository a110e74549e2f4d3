import { sayFinding } from "@allotment/model";
import type {
  ContactKind,
  ContactRecord,
  IncidentRecord,
  NotificationProblem,
  NotificationRecord,
  NotificationState,
  NotificationType,
} from "@allotment/store";
import { say } from "../view/sentences.ts";

/** How a contact does. `untested`: nobody has seen a test message arrive, so it is told nothing. */
export type ContactState = "untested" | "working" | "failing" | "disabled";

/** A contact as pages show it. Never its code and never its secret. */
export interface ContactView {
  readonly id: string;
  readonly operatorId: string | null;
  readonly kind: ContactKind;
  readonly address: string;
  readonly state: ContactState;
  readonly createdAt: string;
  readonly testedAt: string | null;
  readonly verifiedAt: string | null;
  readonly lastSentAt: string | null;
  readonly failingSince: string | null;
  readonly disabledAt: string | null;
}

/** Who is told, with what else the page needs to know. */
export interface ContactsView {
  readonly contacts: readonly ContactView[];
  /** Whether the person may add and remove contacts. */
  readonly mayManage: boolean;
  /** Whether mail can leave the installation at all. */
  readonly mailLeaves: boolean;
}

/** One message to a contact. */
export interface DeliveryView {
  readonly id: string;
  readonly type: NotificationType;
  /** What it tells of, in one line. */
  readonly title: string;
  readonly state: NotificationState;
  readonly attempts: number;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly nextAttemptAt: string | null;
  /** Why it has not arrived, or why it waits, in whole sentences; null when there is nothing to say. */
  readonly problem: string | null;
  /** Whether it is mail that waits until the installation has a mail relay. */
  readonly waitsForRelay: boolean;
}

/** A contact as pages show it. */
export function contactView({ createdBy: _createdBy, ...record }: ContactRecord): ContactView {
  return { ...record, state: stateOf(record) };
}

function stateOf({
  verifiedAt,
  disabledAt,
  failingSince,
}: Pick<ContactRecord, "verifiedAt" | "disabledAt" | "failingSince">) {
  if (disabledAt !== null) return "disabled";
  if (verifiedAt === null) return "untested";
  return failingSince === null ? "working" : "failing";
}

/**
 * A message as pages show it.
 *
 * @param mailLeaves whether there is a mail relay; when left out, as it was at the last look
 */
export function deliveryView(
  record: NotificationRecord,
  mailLeaves = record.lastError?.code !== noRelay,
): DeliveryView {
  const { id, type, state, attempts, createdAt, finishedAt, nextAttemptAt, lastError } = record;
  return {
    id,
    type,
    title: titleOf(record),
    state,
    attempts,
    createdAt,
    finishedAt,
    nextAttemptAt,
    problem: lastError === null || lastError.code === noRelay ? null : problemText(lastError),
    waitsForRelay: record.kind === "mail" && finishedAt === null && !mailLeaves,
  };
}

/** Code of what waits until there is a relay: what was tried is said in other words than what nobody could try. */
const noRelay = "no-relay";

/** Why a message did not go out, in whole sentences, whatever the other side's own words end in. */
export function problemText({ code, params }: NotificationProblem): string {
  const text = say(`notifications.problems.${code}`, params).trim();
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function titleOf({ type, facts }: NotificationRecord): string {
  const { deployment, incident } = facts as {
    deployment?: { slug: string };
    incident?: Pick<IncidentRecord, "code" | "subject" | "params">;
  };
  const about = incident ? sayFinding(incident).title : say(`notifications.types.${type.replace(".", "-")}`);
  return deployment ? `${deployment.slug}: ${about}` : about;
}
