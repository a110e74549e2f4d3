import { and, asc, count, eq, isNull } from "drizzle-orm";
import { type Actor, isProvider, mayManageMembers, mayRead } from "../../actor.ts";
import type { ContactOwner, ContactRecord } from "../../records.ts";
import type { ContactRepository } from "../../repositories/contacts.ts";
import { done, forbidden, notFound, refused, type StoreResult } from "../../result.ts";
import { contact, operator } from "../../schema/index.ts";
import { remember, userIdOf } from "../audit-trail.ts";
import { type Context, read, write } from "../context.ts";
import { countRecentMail, overLimit } from "../limits.ts";
import { isOperatorDisabled } from "../visible.ts";
import { insertNotification } from "./outbox.ts";
import { contactRecord, type ContactRow } from "./records.ts";
import { openRelay, readRelay, setRelay } from "./relay.ts";
import { newCode, verify } from "./verify.ts";

/** The repository of contacts over SQLite. */
export function contactRepository(context: Context): ContactRepository {
  return {
    list: (actor, owner) =>
      read(context, (db) => {
        if (!maySee(actor, owner)) return [];
        const rows = db.select().from(contact).where(ownedBy(owner)).orderBy(asc(contact.kind), asc(contact.address));
        return rows.all().map(contactRecord);
      }),
    get: (actor, { contactId }) =>
      read(context, () => {
        const row = visibleContact(context, actor, contactId);
        return row && contactRecord(row);
      }),
    create: (actor, params) => write(context, () => create(context, actor, params)),
    test: (actor, { contactId }) => write(context, () => test(context, actor, contactId)),
    async verify(actor, params) {
      const outcome = await write(context, () => done(verify(context, actor, params)));
      return outcome.ok ? outcome.value : outcome;
    },
    remove: (actor, { contactId }) => write(context, () => remove(context, actor, contactId)),
    open: (actor, { contactId }) =>
      read(context, (db) => {
        if (actor.kind !== "worker") return null;
        const row = db.select().from(contact).where(eq(contact.id, contactId)).get();
        return row ? { ...contactRecord(row), ciphertext: row.ciphertext, code: row.code } : null;
      }),
    relay: (actor) => read(context, () => readRelay(context, actor)),
    setRelay: (actor, params) => write(context, () => setRelay(context, actor, params)),
    openRelay: (actor) => read(context, () => openRelay(context, actor)),
  };
}

function ownedBy({ operatorId }: ContactOwner) {
  return operatorId === null ? isNull(contact.operatorId) : eq(contact.operatorId, operatorId);
}

function maySee(actor: Actor, { operatorId }: ContactOwner): boolean {
  return operatorId === null ? actor.kind !== "user" || isProvider(actor) : mayRead(actor, operatorId);
}

/** A contact that the actor may see; null when there is none, or when it is somebody else's. */
export function visibleContact({ db }: Context, actor: Actor, contactId: string): ContactRow | null {
  const row = db.select().from(contact).where(eq(contact.id, contactId)).get();
  return row && maySee(actor, row) ? row : null;
}

/** Whether the actor may say who is told. */
function mayManage(context: Context, actor: Actor, { operatorId }: ContactOwner): StoreResult<null> {
  if (!maySee(actor, { operatorId })) return operatorId === null ? forbidden : notFound;
  if (operatorId === null) return isProvider(actor) ? done(null) : forbidden;
  if (actor.kind !== "user" || !mayManageMembers(actor, operatorId)) return forbidden;
  if (!context.db.select().from(operator).where(eq(operator.id, operatorId)).get()) return notFound;
  const disabled = isOperatorDisabled(context, operatorId) && !isProvider(actor);
  return disabled ? refused({ code: "operator-disabled" }) : done(null);
}

/** A contact that the actor may change. */
export function managedContact(context: Context, actor: Actor, contactId: string): StoreResult<ContactRow> {
  const row = visibleContact(context, actor, contactId);
  if (!row) return notFound;
  const may = mayManage(context, actor, row);
  return may.ok ? done(row) : may;
}

function create(
  context: Context,
  actor: Actor,
  { operatorId, kind, address, ciphertext }: Parameters<ContactRepository["create"]>[1],
): StoreResult<ContactRecord> {
  const may = mayManage(context, actor, { operatorId });
  if (!may.ok) return may;
  const { db, now, newId } = context;
  const same = and(ownedBy({ operatorId }), eq(contact.kind, kind), eq(contact.address, address));
  if (db.select().from(contact).where(same).get()) return refused({ code: "taken", field: "address" });
  const row: ContactRow = {
    id: newId(),
    operatorId,
    kind,
    address,
    createdBy: userIdOf(actor),
    createdAt: now(),
    ciphertext: ciphertext === null ? null : Buffer.from(ciphertext),
    code: null,
    codeTries: 0,
    codeExpiresAt: null,
    testedAt: null,
    verifiedAt: null,
    lastSentAt: null,
    failingSince: null,
    disabledAt: null,
  };
  db.insert(contact).values(row).run();
  const number = db.select({ number: count() }).from(contact).where(ownedBy({ operatorId })).get()?.number ?? 0;
  const tooMany = overLimit("contacts", number);
  if (tooMany) return tooMany;
  remember(context, actor, { action: "contact.create", subject: row.id, operatorId, details: { kind } });
  return sendTest(context, row);
}

function test(context: Context, actor: Actor, contactId: string): StoreResult<ContactRecord> {
  const found = managedContact(context, actor, contactId);
  if (!found.ok) return found;
  const { operatorId } = found.value;
  remember(context, actor, { action: "contact.test", subject: contactId, operatorId });
  return sendTest(context, found.value);
}

/** Writes a test message with a new code. */
function sendTest(context: Context, row: ContactRow): StoreResult<ContactRecord> {
  const set = { testedAt: context.now(), disabledAt: null, failingSince: null, ...newCode(context, row.kind) };
  const { db } = context;
  const tested = db.update(contact).set(set).where(eq(contact.id, row.id)).returning().get();
  if (!tested) return notFound;
  insertNotification(context, tested, { type: "contact.test", deploymentId: null, facts: {} });
  return overLimit("tests", countRecentMail(context, row)) ?? done(contactRecord(tested));
}

function remove(context: Context, actor: Actor, contactId: string): StoreResult<null> {
  const found = managedContact(context, actor, contactId);
  if (!found.ok) return found;
  context.db.delete(contact).where(eq(contact.id, contactId)).run();
  const { operatorId, kind } = found.value;
  remember(context, actor, { action: "contact.remove", subject: contactId, operatorId, details: { kind } });
  return done(null);
}
