import { and, eq } from "drizzle-orm";
import type { Actor } from "../../actor.ts";
import type { NotificationState } from "../../records.ts";
import type { HeldNotification, NotificationRepository } from "../../repositories/notifications.ts";
import { done, forbidden, notFound, refused, type StoreResult } from "../../result.ts";
import { contact, notification } from "../../schema/index.ts";
import { type Context, later, write } from "../context.ts";
import { insertNotification, tellWhatIsOpen, usableContacts } from "./outbox.ts";
import type { NotificationRow } from "./records.ts";

const released = { leaseOwner: null, leaseExpiresAt: null };

type Params<Verb extends "move" | "retryLater" | "finish"> = Parameters<NotificationRepository[Verb]>[1];

/** Does something to a message in one transaction, only while the worker holds it in this state. */
export function heldNotification(
  context: Context,
  actor: Actor,
  { notificationId, fencing, state }: HeldNotification & { readonly state: NotificationState },
  work: (row: NotificationRow) => StoreResult<null>,
): Promise<StoreResult<null>> {
  return write(context, (db) => {
    if (actor.kind !== "worker") return forbidden;
    const row = db.select().from(notification).where(eq(notification.id, notificationId)).get();
    if (!row) return notFound;
    const isHeld = row.fencing === fencing && row.leaseOwner === actor.workerId && row.state === state;
    return isHeld ? work(row) : refused({ code: "lease-lost" });
  });
}

/** Moves a message on, inside a transaction. */
export function moveNotification(context: Context, row: NotificationRow, { to, bundle }: Params<"move">) {
  const { db, now } = context;
  const at = now();
  const set = { ...released, state: to, since: at, attempts: 0, nextAttemptAt: at, lastError: null };
  db.update(notification).set(set).where(eq(notification.id, row.id)).run();
  if (bundle) bundleInto(context, row);
  return done(null);
}

/** What waits for the same contact goes along, and is told of by one message. */
function bundleInto({ db, now }: Context, { id, contactId }: NotificationRow): void {
  const waiting = and(eq(notification.contactId, contactId), eq(notification.state, "waiting"));
  const set = { ...released, state: "bundled" as const, since: now(), nextAttemptAt: null, bundledInto: id };
  db.update(notification)
    .set({ ...set, finishedAt: now() })
    .where(waiting)
    .run();
}

/** Leaves a message in its state until later, inside a transaction. */
export function retryNotification(
  { db }: Context,
  row: NotificationRow,
  { nextAttemptAt, error, heldBack, tried }: Params<"retryLater">,
) {
  const attempts = tried ? row.attempts + 1 : row.attempts;
  const set = { ...released, nextAttemptAt, lastError: error, heldBack: row.heldBack || heldBack, attempts };
  db.update(notification).set(set).where(eq(notification.id, row.id)).run();
  return done(null);
}

/** Ends a message and notes whether its contact can be reached, inside a transaction. */
export function finishNotification(
  context: Context,
  row: NotificationRow,
  { to, error, disableAfterSeconds }: Params<"finish">,
) {
  const { db, now } = context;
  const at = now();
  const attempts = row.attempts + 1;
  const set = { ...released, state: to, since: at, attempts, nextAttemptAt: null, lastError: error, finishedAt: at };
  db.update(notification).set(set).where(eq(notification.id, row.id)).run();
  const own = db.select().from(contact).where(eq(contact.id, row.contactId)).get();
  if (!own) return done(null);
  if (to === "sent") {
    // A webhook that takes a test message works. Mail that is accepted may be lost all the same: its code must come back.
    const proven = row.type === "contact.test" && own.kind === "webhook";
    const reached = { lastSentAt: at, failingSince: null, ...(proven && { verifiedAt: own.verifiedAt ?? at }) };
    db.update(contact).set(reached).where(eq(contact.id, own.id)).run();
    if (proven && own.verifiedAt === null) tellWhatIsOpen(context, own);
    return done(null);
  }
  const failingSince = own.failingSince ?? row.createdAt;
  // An address for mail stays: what fails there is mostly the relay.
  const gaveUp = own.kind === "webhook" && own.disabledAt === null && later(failingSince, disableAfterSeconds) <= at;
  db.update(contact)
    .set({ failingSince, ...(gaveUp && { disabledAt: at }) })
    .where(eq(contact.id, own.id))
    .run();
  if (!gaveUp) return done(null);
  const facts = { contact: { id: own.id, kind: own.kind, address: own.address, failingSince } };
  for (const other of usableContacts(context, own.operatorId, "mail")) {
    insertNotification(context, other, { type: "contact.disabled", deploymentId: null, facts });
  }
  return done(null);
}
