import { randomInt } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Actor } from "../../actor.ts";
import type { ContactKind, ContactRecord } from "../../records.ts";
import { done, refused, type StoreResult } from "../../result.ts";
import { contact } from "../../schema/index.ts";
import { remember } from "../audit-trail.ts";
import { type Context, later } from "../context.ts";
import { tellWhatIsOpen } from "./outbox.ts";
import { contactRecord, type ContactRow } from "./records.ts";

/** Letters and digits that are not taken for others. Eight of them and five tries cannot be guessed. */
const alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const codeLength = 8;
const triesMax = 5;
const codeSeconds = 7 * 24 * 3600;

/** What a test message asks for: mail says a code, a webhook has to answer. */
export function newCode({ now }: Context, kind: ContactKind): Pick<ContactRow, "code" | "codeTries" | "codeExpiresAt"> {
  if (kind === "webhook") return { code: null, codeTries: 0, codeExpiresAt: null };
  const letters = Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)] ?? "");
  return { code: letters.join(""), codeTries: 0, codeExpiresAt: later(now(), codeSeconds) };
}

/**
 * Takes a code, inside a transaction. A wrong one is a write too: it counts. So the answer is a value of the transaction
 * and not its refusal, which would take the count back.
 */
export function verify(
  context: Context,
  actor: Actor,
  { contactId, code }: Readonly<{ contactId: string; code: string }>,
): StoreResult<ContactRecord> {
  const { db, now } = context;
  const invalid = refused({ code: "code-invalid" });
  const which = eq(contact.id, contactId);
  const row = db.select().from(contact).where(which).get();
  if (!row || row.code === null || (row.codeExpiresAt ?? "") < now() || row.codeTries >= triesMax) return invalid;
  if (plain(code) !== row.code) {
    db.update(contact)
      .set({ codeTries: row.codeTries + 1 })
      .where(which)
      .run();
    return invalid;
  }
  const set = { verifiedAt: row.verifiedAt ?? now(), code: null, codeTries: 0, codeExpiresAt: null };
  db.update(contact).set(set).where(which).run();
  if (row.verifiedAt === null) tellWhatIsOpen(context, row);
  remember(context, actor, { action: "contact.verify", subject: contactId, operatorId: row.operatorId });
  return done(contactRecord({ ...row, ...set }));
}

/** A code as it was made, however it was typed. */
function plain(code: string): string {
  return code.toUpperCase().replaceAll(/[^0-9A-Z]/g, "");
}
