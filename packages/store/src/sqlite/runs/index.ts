import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import type { RunRepository } from "../../repositories/runs.ts";
import { deployment, run } from "../../schema/index.ts";
import { type Context, read, write } from "../context.ts";
import { limitedTo, visibleDeployment } from "../visible.ts";
import { appendEvents, eventsAfter } from "./events.ts";
import { finishRun } from "./finish.ts";
import { held } from "./held.ts";
import { releaseLease, renewLease, takeDue } from "./leases.ts";
import { machinesOfRun, recordMachine } from "./machines.ts";
import { moveRun, retryLater } from "./move.ts";
import { runRecord } from "./record.ts";
import { acceptCancel, startRun } from "./start.ts";
import { wakeRun } from "./wake.ts";

/** The repository of runs over SQLite. Everything that writes is the worker's. */
export function runRepository(context: Context): RunRepository {
  return {
    get: (actor, { runId }) =>
      read(context, (db) => {
        const row = db.select().from(run).where(eq(run.id, runId)).get();
        return row && visibleDeployment(context, actor, row.deploymentId) ? runRecord(context, row) : null;
      }),
    list: (actor, { deploymentId, active, limit = active ? -1 : 100 }) =>
      read(context, (db) => {
        const operators = limitedTo(actor);
        const own = db
          .select({ id: deployment.id })
          .from(deployment)
          .where(inArray(deployment.operatorId, operators ?? []));
        const wanted = and(
          operators ? inArray(run.deploymentId, own) : undefined,
          deploymentId === undefined ? undefined : eq(run.deploymentId, deploymentId),
          active ? isNull(run.finishedAt) : undefined,
        );
        const rows = db.select().from(run).where(wanted).orderBy(desc(run.startedAt)).limit(limit).all();
        return rows.map((row) => runRecord(context, row));
      }),
    events: (actor, params) => read(context, () => eventsAfter(context, actor, params)),
    machines: (actor, { runId }) => read(context, () => machinesOfRun(context, actor, runId)),
    wake: (actor, { runId }) => write(context, () => wakeRun(context, actor, runId)),
    start: (actor, { intentId }) => startRun(context, actor, intentId),
    acceptCancel: (actor, { intentId }) => acceptCancel(context, actor, intentId),
    async takeDue(actor, params) {
      const result = await write(context, () => takeDue(context, actor, params));
      return result.ok ? result.value : [];
    },
    renew: (actor, params) => held(context, actor, params, (row) => renewLease(context, row, params)),
    release: (actor, params) => held(context, actor, params, (row) => releaseLease(context, row)),
    move: (actor, params) => held(context, actor, params, (row) => moveRun(context, row, params)),
    retryLater: (actor, params) => held(context, actor, params, (row) => retryLater(context, row, params)),
    finish: (actor, params) => held(context, actor, params, (row) => finishRun(context, actor, row, params)),
    append: (actor, params) => held(context, actor, params, (row) => appendEvents(context, row.id, params.events)),
    recordMachine: (actor, params) => held(context, actor, params, (row) => recordMachine(context, row, params)),
  };
}
