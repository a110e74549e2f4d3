import { and, asc, eq, gt, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import type { WorkerActor } from "../../actor.ts";
import type { LeasedNotification } from "../../records.ts";
import type { NotificationRepository } from "../../repositories/notifications.ts";
import { done } from "../../result.ts";
import { contact, notification } from "../../schema/index.ts";
import { type Context, later, read, write } from "../context.ts";
import { leasedNotification } from "./records.ts";

/**
 * Takes messages that are due and free, in one transaction, the oldest first. The contacts of one operator get half of what
 * can be under way: receivers that take their time, and messages that are sent again and again, keep nobody else's waiting.
 */
export async function takeDueNotifications(
  context: Context,
  actor: WorkerActor,
  { limit, leaseSeconds }: Parameters<NotificationRepository["takeDue"]>[1],
): Promise<readonly LeasedNotification[]> {
  if (actor.kind !== "worker") throw new Error("only the worker tells people");
  // Most looks find nothing, and then nobody else's writing has to wait.
  const any = await read(context, (db) =>
    db.select({ id: notification.id }).from(notification).where(isDue(context)).limit(1).get(),
  );
  if (!any) return [];
  const taken = await write(context, (db) => {
    const lease = { leaseOwner: actor.workerId, leaseExpiresAt: later(context.now(), leaseSeconds) };
    return done(
      chosen(context, limit).flatMap((id) => {
        const set = { ...lease, fencing: sql`${notification.fencing} + 1` };
        return db
          .update(notification)
          .set(set)
          .where(eq(notification.id, id))
          .returning()
          .all()
          .map(leasedNotification);
      }),
    );
  });
  return taken.ok ? taken.value : [];
}

function isDue({ now }: Context) {
  const at = now();
  const free = or(isNull(notification.leaseOwner), lte(notification.leaseExpiresAt, at));
  return and(isNull(notification.finishedAt), lte(notification.nextAttemptAt, at), free);
}

/** Ids of the messages to take. */
function chosen(context: Context, limit: number): readonly string[] {
  const { db, now } = context;
  const isHeld = and(isNotNull(notification.leaseOwner), gt(notification.leaseExpiresAt, now()));
  const ofContact = eq(contact.id, notification.contactId);
  const owner = { operatorId: contact.operatorId };
  const held = db.select(owner).from(notification).innerJoin(contact, ofContact).where(isHeld).all();
  const most = Math.ceil((limit + held.length) / 2);
  const { id, createdAt } = notification;
  const place = sql<number>`row_number() OVER (PARTITION BY ${contact.operatorId} ORDER BY ${createdAt})`.as("place");
  const due = db
    .select({ id, createdAt, ...owner, place })
    .from(notification)
    .innerJoin(contact, ofContact)
    .where(isDue(context))
    .as("due");
  const rows = db.select().from(due).where(lte(due.place, most)).orderBy(asc(due.createdAt)).all();
  const left = (operatorId: string | null) => most - held.filter((one) => one.operatorId === operatorId).length;
  return rows
    .filter((row) => row.place <= left(row.operatorId))
    .slice(0, limit)
    .map((row) => row.id);
}
