import { eq } from "drizzle-orm";
import { type Actor, isProvider, type WorkerActor } from "../../actor.ts";
import type { MailRelayRecord, SealedMailRelay } from "../../records.ts";
import type { ContactRepository } from "../../repositories/contacts.ts";
import { done, forbidden, type StoreResult } from "../../result.ts";
import { mailRelay } from "../../schema/index.ts";
import { remember } from "../audit-trail.ts";
import type { Context } from "../context.ts";
import { relayRecord } from "./records.ts";

/** The one row. */
const theOne = eq(mailRelay.number, 1);

/** How mail leaves the installation. */
export function readRelay({ db }: Context, actor: Actor): MailRelayRecord | null {
  if (actor.kind === "user" && !isProvider(actor)) return null;
  const row = db.select().from(mailRelay).where(theOne).get();
  return row ? relayRecord(row) : null;
}

/** The same with its sealed password. */
export function openRelay({ db }: Context, actor: WorkerActor): SealedMailRelay | null {
  if (actor.kind !== "worker") return null;
  const row = db.select().from(mailRelay).where(theOne).get();
  return row ? { ...relayRecord(row), ciphertext: row.ciphertext } : null;
}

/** Says how mail leaves the installation, inside a transaction. */
export function setRelay(
  context: Context,
  actor: Actor,
  { ciphertext, ...facts }: Parameters<ContactRepository["setRelay"]>[1],
): StoreResult<MailRelayRecord> {
  if (!isProvider(actor)) return forbidden;
  const { db, now } = context;
  const before = db.select().from(mailRelay).where(theOne).get();
  // A password belongs to its server: it must not be sent to another one.
  const kept = before?.host === facts.host && before.port === facts.port ? before.ciphertext : null;
  const sealed = ciphertext === undefined ? kept : ciphertext === null ? null : Buffer.from(ciphertext);
  const row = { number: 1, ...facts, ciphertext: facts.username === null ? null : sealed, updatedAt: now() };
  db.insert(mailRelay).values(row).onConflictDoUpdate({ target: mailRelay.number, set: row }).run();
  const { host, port, security, sender } = facts;
  remember(context, actor, { action: "relay.set", subject: host, details: { port, security, sender } });
  return done(relayRecord(row));
}
