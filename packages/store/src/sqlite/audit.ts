import { and, asc, desc, eq, inArray, lt } from "drizzle-orm";
import { isProvider } from "../actor.ts";
import type { AuditRepository } from "../repositories/audit.ts";
import { done } from "../result.ts";
import { auditEvent } from "../schema/index.ts";
import { firstHash, hashOf, remember } from "./audit-trail.ts";
import { type Context, read, write } from "./context.ts";
import { limitedTo } from "./visible.ts";

/** The repository of the audit log over SQLite. */
export function auditRepository(context: Context): AuditRepository {
  return {
    async record(actor, { action, subject, details = {} }) {
      if (actor.kind !== "system") throw new Error("only the system adds to the audit log this way");
      await write(context, () => done(remember(context, actor, { action, subject, details })));
    },
    list: (actor, { operatorId, deploymentId, actions, before = Number.MAX_SAFE_INTEGER, limit = 100 }) =>
      read(context, (db) => {
        const wanted = and(
          lt(auditEvent.number, before),
          limitedTo(actor) ? inArray(auditEvent.operatorId, limitedTo(actor) ?? []) : undefined,
          operatorId === undefined ? undefined : eq(auditEvent.operatorId, operatorId),
          actions === undefined ? undefined : inArray(auditEvent.action, [...actions]),
          deploymentId === undefined ? undefined : eq(auditEvent.deploymentId, deploymentId),
        );
        return db.select().from(auditEvent).where(wanted).orderBy(desc(auditEvent.number)).limit(limit).all();
      }),
    verify: (actor) =>
      read(context, (db) => {
        if (actor.kind === "user" && !isProvider(actor)) return null;
        let previous = firstHash;
        let number = 0;
        for (const row of db.select().from(auditEvent).orderBy(asc(auditEvent.number)).all()) {
          number += 1;
          const good = row.number === number && row.previousHash === previous && row.hash === hashOf(row);
          if (!good) return { intact: false, brokenAt: number };
          previous = row.hash;
        }
        return { intact: true, brokenAt: null };
      }),
  };
}
