import { and, asc, eq } from "drizzle-orm";
import type { ChecklistRepository } from "../repositories/checklists.ts";
import { done } from "../result.ts";
import { checklistTick } from "../schema/index.ts";
import { userIdOf } from "./audit-trail.ts";
import { type Context, read, write } from "./context.ts";
import { nameOf } from "./users.ts";
import { visibleDeployment, writableDeployment } from "./visible.ts";

/** The repository of checklists over SQLite. */
export function checklistRepository(context: Context): ChecklistRepository {
  return {
    list: (actor, { deploymentId }) =>
      read(context, (db) => {
        if (!visibleDeployment(context, actor, deploymentId)) return [];
        const own = eq(checklistTick.deploymentId, deploymentId);
        const rows = db.select().from(checklistTick).where(own).orderBy(asc(checklistTick.tickedAt)).all();
        return rows.map((row) => ({ ...row, tickedByName: nameOf(context, row.tickedBy) }));
      }),
    tick: (actor, { deploymentId, instance, item, done: isDone }) =>
      write(context, (db) => {
        const found = writableDeployment(context, actor, deploymentId);
        if (!found.ok) return found;
        const key = { deploymentId, instance, item };
        if (isDone) {
          const row = { ...key, tickedBy: userIdOf(actor), tickedAt: context.now() };
          db.insert(checklistTick).values(row).onConflictDoNothing().run();
        } else {
          const which = Object.entries(key).map(([name, value]) => eq(checklistTick[name as keyof typeof key], value));
          db.delete(checklistTick)
            .where(and(...which))
            .run();
        }
        return done(null);
      }),
  };
}
