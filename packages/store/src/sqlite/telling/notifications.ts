import { and, asc, count, desc, eq, gt, isNull, lt, min, ne, or } from "drizzle-orm";
import { type Actor, isProvider, type WorkerActor } from "../../actor.ts";
import type { NotificationRecord } from "../../records.ts";
import type { ContactUse, NotificationRepository, StuckMail } from "../../repositories/notifications.ts";
import { done, notFound, refused, type StoreResult } from "../../result.ts";
import { contact, notification } from "../../schema/index.ts";
import { remember } from "../audit-trail.ts";
import { type Context, read, write } from "../context.ts";
import { countRecentMail, overLimit } from "../limits.ts";
import { managedContact, visibleContact } from "./contacts.ts";
import { visibleIncident } from "./incidents.ts";
import { finishNotification, heldNotification, moveNotification, retryNotification } from "./move-notification.ts";
import { notificationRecord } from "./records.ts";
import { takeDueNotifications } from "./take-due.ts";

/** The outbox over SQLite. */
export function notificationRepository(context: Context): NotificationRepository {
  return {
    list: (actor, params) => read(context, () => list(context, actor, params)),
    stuckMail: (actor) => read(context, () => stuckMail(context, actor)),
    get: (actor, { notificationId }) =>
      read(context, (db) => {
        const row = db.select().from(notification).where(eq(notification.id, notificationId)).get();
        return row && visibleContact(context, actor, row.contactId) ? notificationRecord(row) : null;
      }),
    ofIncident: (actor, { incidentId }) =>
      read(context, (db) => {
        if (!visibleIncident(context, actor, incidentId)) return [];
        const which = eq(notification.incidentId, incidentId);
        const rows = db.select().from(notification).where(which).orderBy(asc(notification.createdAt)).all();
        return rows.filter((row) => visibleContact(context, actor, row.contactId)).map(notificationRecord);
      }),
    bundledIn: (actor, { notificationId }) =>
      read(context, (db) => {
        if (actor.kind !== "worker") return [];
        const which = eq(notification.bundledInto, notificationId);
        return db
          .select()
          .from(notification)
          .where(which)
          .orderBy(asc(notification.createdAt))
          .all()
          .map(notificationRecord);
      }),
    sendAgain: (actor, { notificationId }) => write(context, () => sendAgain(context, actor, notificationId)),
    takeDue: (actor, params) => takeDueNotifications(context, actor, params),
    toldSince: (actor, params) => read(context, () => toldSince(context, actor, params)),
    move: (actor, params) =>
      heldNotification(context, actor, { ...params, state: params.from }, (row) =>
        moveNotification(context, row, params),
      ),
    retryLater: (actor, params) =>
      heldNotification(context, actor, params, (row) => retryNotification(context, row, params)),
    finish: (actor, params) =>
      heldNotification(context, actor, { ...params, state: params.from }, (row) =>
        finishNotification(context, row, params),
      ),
    async tidy(actor, { finishedBefore }) {
      if (actor.kind !== "worker") throw new Error("only the worker tidies up");
      const old = lt(notification.finishedAt, finishedBefore);
      const gone = await write(context, (db) => done(db.delete(notification).where(old).run().changes));
      return gone.ok ? gone.value : 0;
    },
  };
}

function list(
  context: Context,
  actor: Actor,
  { contactId, limit = 50 }: Parameters<NotificationRepository["list"]>[1],
): NotificationRecord[] {
  if (!visibleContact(context, actor, contactId)) return [];
  const which = eq(notification.contactId, contactId);
  const rows = context.db.select().from(notification).where(which).orderBy(desc(notification.createdAt)).limit(limit);
  return rows.all().map(notificationRecord);
}

/** How the codes of problems begin that are the relay's and no receiver's. */
const relayProblems = "relay-";

function stuckMail({ db }: Context, actor: Actor): StuckMail | null {
  if (!isProvider(actor)) return null;
  const open = and(eq(notification.kind, "mail"), isNull(notification.finishedAt));
  const rows = db.select().from(notification).where(open).orderBy(desc(notification.createdAt)).all();
  const stuck = rows.filter(({ lastError }) => lastError?.code.startsWith(relayProblems));
  const error = stuck[0]?.lastError;
  if (!error) return null;
  return { number: stuck.length, attempts: Math.max(...stuck.map(({ attempts }) => attempts)), error };
}

function sendAgain(context: Context, actor: Actor, notificationId: string): StoreResult<NotificationRecord> {
  const { db, now } = context;
  const row = db.select().from(notification).where(eq(notification.id, notificationId)).get();
  if (!row) return notFound;
  const owner = managedContact(context, actor, row.contactId);
  if (!owner.ok) return owner;
  if (row.finishedAt === null) return refused({ code: "still-sending" });
  const at = now();
  const set = {
    state: "sending" as const,
    since: at,
    attempts: 0,
    nextAttemptAt: at,
    lastError: null,
    finishedAt: null,
  };
  db.update(notification).set(set).where(eq(notification.id, row.id)).run();
  // Whoever asks for it wants it sent, also to what was switched off.
  db.update(contact).set({ disabledAt: null, failingSince: null }).where(eq(contact.id, row.contactId)).run();
  const { operatorId } = owner.value;
  const action = row.kind === "mail" ? "notification.mail-again" : "notification.again";
  remember(context, actor, { action, subject: row.id, operatorId });
  const tooMany = row.kind === "mail" ? overLimit("tests", countRecentMail(context, owner.value)) : null;
  return tooMany ?? done(notificationRecord({ ...row, ...set }));
}

function toldSince(
  { db }: Context,
  actor: WorkerActor,
  { contactId, since }: Parameters<NotificationRepository["toldSince"]>[1],
): ContactUse {
  if (actor.kind !== "worker") return { number: 0, firstAt: null };
  // Since when it is in its state: one that was sent went out then.
  const used = or(
    eq(notification.state, "sending"),
    and(eq(notification.state, "sent"), gt(notification.since, since)),
  );
  const counted = and(eq(notification.contactId, contactId), ne(notification.type, "contact.test"), used);
  const row = db
    .select({ number: count(), firstAt: min(notification.since) })
    .from(notification)
    .where(counted)
    .get();
  return { number: row?.number ?? 0, firstAt: row?.firstAt ?? null };
}
