import { canonicalJson } from "@allotment/model";
import { and, asc, eq, lt } from "drizzle-orm";
import type { NameFinding, NameLookRecord, NewNameLook } from "../records.ts";
import type { NameRepository } from "../repositories/names.ts";
import { done } from "../result.ts";
import { nameLook } from "../schema/index.ts";
import { type Context, later, read, write } from "./context.ts";
import { visibleDeployment } from "./visible.ts";

/** Records that nobody needs any more are forgotten after this long. */
const keepSeconds = 40 * 24 * 3600;

/** The repository of looks at the DNS over SQLite. */
export function nameRepository(context: Context): NameRepository {
  return {
    looks: (actor, { deploymentId }) =>
      read(context, () => (visibleDeployment(context, actor, deploymentId) ? looksOf(context, deploymentId) : [])),
    async keep(actor, { deploymentId, looks }) {
      if (actor.kind !== "worker") throw new Error("only the worker looks at the DNS");
      const kept = await write(context, () => done(keepLooks(context, deploymentId, looks)));
      return kept.ok ? kept.value : [];
    },
  };
}

function looksOf({ db }: Context, deploymentId: string): NameLookRecord[] {
  const own = eq(nameLook.deploymentId, deploymentId);
  return db.select().from(nameLook).where(own).orderBy(asc(nameLook.record)).all().map(lookRecord);
}

function lookRecord({ finding, ...row }: typeof nameLook.$inferSelect): NameLookRecord {
  return { ...row, ...finding };
}

function keepLooks(context: Context, deploymentId: string, looks: readonly NewNameLook[]): NameLookRecord[] {
  const { db } = context;
  const at = context.now();
  const before = new Map(looksOf(context, deploymentId).map((look) => [look.record, look]));
  const old = lt(nameLook.at, later(at, -keepSeconds));
  db.delete(nameLook)
    .where(and(eq(nameLook.deploymentId, deploymentId), old))
    .run();
  for (const { record, needed, ...finding } of looks) {
    const known = before.get(record);
    const same = known !== undefined && known.needed === needed && isSame(known, finding);
    const row = { deploymentId, record, needed, finding, since: same ? known.since : at, at };
    const target = [nameLook.deploymentId, nameLook.record];
    db.insert(nameLook).values(row).onConflictDoUpdate({ target, set: row }).run();
  }
  return looksOf(context, deploymentId);
}

function isSame(before: NameFinding, after: NameFinding): boolean {
  const essence = ({ outcome, seen }: NameFinding) => canonicalJson([outcome, [...seen].sort()]);
  return essence(before) === essence(after);
}
