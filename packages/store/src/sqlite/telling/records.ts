import type {
  ContactRecord,
  Incident,
  IncidentRecord,
  LeasedNotification,
  MailRelayRecord,
  NotificationRecord,
} from "../../records.ts";
import type { contact, incident, mailRelay, notification } from "../../schema/index.ts";
import type { Context } from "../context.ts";
import { nameOf } from "../users.ts";

/** Rows of the tables of this folder. */
export type IncidentRow = typeof incident.$inferSelect;
/** A row of the table of contacts. */
export type ContactRow = typeof contact.$inferSelect;
/** A row of the outbox. */
export type NotificationRow = typeof notification.$inferSelect;

/** An incident as looks decide about it. */
export function incidentOf(row: IncidentRow): Incident {
  const { acknowledgedAt: _at, acknowledgedBy: _by, ...facts } = row;
  return facts;
}

/** An incident as others see it. */
export function incidentRecord(context: Context, row: IncidentRow): IncidentRecord {
  return { ...row, acknowledgedByName: nameOf(context, row.acknowledgedBy) };
}

/** A contact as others see it: without its code and its secret. */
export function contactRecord(row: ContactRow): ContactRecord {
  const { code: _code, codeTries: _tries, codeExpiresAt: _until, ciphertext: _secret, ...record } = row;
  return record;
}

/** A notification as others see it. */
export function notificationRecord(row: NotificationRow): NotificationRecord {
  const { leaseOwner: _owner, leaseExpiresAt: _until, fencing: _fencing, ...record } = row;
  return record;
}

/** The same for whoever took it. */
export function leasedNotification(row: NotificationRow): LeasedNotification {
  return { ...notificationRecord(row), fencing: row.fencing };
}

/** The relay as others see it: without its password. */
export function relayRecord(row: typeof mailRelay.$inferSelect): MailRelayRecord {
  const { number: _number, ciphertext, ...record } = row;
  return { ...record, hasPassword: ciphertext !== null };
}
