import { digestOf } from "@allotment/model";
import { desc } from "drizzle-orm";
import type { Actor } from "../actor.ts";
import type { AuditEventRecord } from "../records.ts";
import { auditEvent } from "../schema/index.ts";
import type { Context } from "./context.ts";

/** Something worth remembering. Never holds a secret value. */
export interface AuditEntry {
  readonly action: string;
  readonly subject: string;
  readonly operatorId?: string | null;
  readonly deploymentId?: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The hash that the first row carries as that of its predecessor. */
export const firstHash = "0".repeat(64);

/** Adds a row to the audit log, inside the transaction that does what it tells of. */
export function remember({ db, now }: Context, actor: Actor, entry: AuditEntry): void {
  const previous = db.select().from(auditEvent).orderBy(desc(auditEvent.number)).limit(1).get();
  const row = {
    number: (previous?.number ?? 0) + 1,
    at: now(),
    actorKind: actor.kind,
    userId: userIdOf(actor),
    operatorId: entry.operatorId ?? null,
    deploymentId: entry.deploymentId ?? null,
    action: entry.action,
    subject: entry.subject,
    details: entry.details ?? {},
    previousHash: previous?.hash ?? firstHash,
  };
  db.insert(auditEvent)
    .values({ ...row, hash: digestOf(row) })
    .run();
}

/** The hash that a row must have, from everything else in it. */
export function hashOf({ hash: _, ...row }: AuditEventRecord): string {
  return digestOf(row);
}

/** Who did it: a person's id, or null. */
export function userIdOf(actor: Actor): string | null {
  return actor.kind === "user" ? actor.userId : null;
}
