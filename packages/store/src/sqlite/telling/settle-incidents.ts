import { and, eq, gt, ne, or } from "drizzle-orm";
import type { IncidentLook } from "../../repositories/incidents.ts";
import { done, type StoreResult } from "../../result.ts";
import { incident } from "../../schema/index.ts";
import type { Context } from "../context.ts";
import { tellOfIncident } from "./outbox.ts";
import { incidentOf, type IncidentRow } from "./records.ts";

/** Changes the incidents of a look and writes who is told, inside a transaction. @returns how many messages that are */
export function settleIncidents(
  context: Context,
  { deploymentId, look, closedSince, decide }: IncidentLook,
): StoreResult<number> {
  const { db, newId } = context;
  const present = or(ne(incident.state, "closed"), gt(incident.closedAt, closedSince));
  const which = and(eq(incident.deploymentId, deploymentId), eq(incident.look, look), present);
  let told = 0;
  for (const { incidentId, after, tell } of decide(db.select().from(incident).where(which).all().map(incidentOf))) {
    if (after === null) {
      db.delete(incident)
        .where(eq(incident.id, incidentId ?? ""))
        .run();
      continue;
    }
    const row = keep(context, incidentId ?? newId(), after, incidentId === null);
    if (tell !== null) told += tellOfIncident(context, `incident.${tell}`, row);
  }
  return done(told);
}

type Facts = Omit<IncidentRow, "id" | "acknowledgedAt" | "acknowledgedBy">;

function keep({ db }: Context, id: string, after: Facts, isNew: boolean): IncidentRow {
  if (isNew) {
    const row = { ...after, id, acknowledgedAt: null, acknowledgedBy: null };
    db.insert(incident).values(row).run();
    return row;
  }
  // Whoever said to be at it was at what came to an end.
  const back = after.reopenedAt !== null && after.reopenedAt === after.lastSeenAt;
  const again = back ? { acknowledgedAt: null, acknowledgedBy: null } : {};
  const row = db
    .update(incident)
    .set({ ...after, ...again })
    .where(eq(incident.id, id))
    .returning()
    .get();
  if (!row) throw new Error("an incident is gone inside an exclusive transaction");
  return row;
}
