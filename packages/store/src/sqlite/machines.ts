import { asc, eq } from "drizzle-orm";
import { isProvider } from "../actor.ts";
import type { MachineRepository } from "../repositories/machines.ts";
import { done } from "../result.ts";
import { machineClaim, machineObservation } from "../schema/index.ts";
import { type Context, read, write } from "./context.ts";
import { visibleDeployment } from "./visible.ts";

/** The repository of machines over SQLite. */
export function machineRepository(context: Context): MachineRepository {
  return {
    claims: (actor, { environmentId }) =>
      read(context, (db) => {
        if (actor.kind === "user" && !isProvider(actor)) return [];
        const own = eq(machineClaim.environmentId, environmentId);
        return db.select().from(machineClaim).where(own).orderBy(asc(machineClaim.machine)).all();
      }),
    claimsOf: (actor, { deploymentId }) =>
      read(context, (db) => {
        if (!visibleDeployment(context, actor, deploymentId)) return [];
        const own = eq(machineClaim.deploymentId, deploymentId);
        return db.select().from(machineClaim).where(own).orderBy(asc(machineClaim.machine)).all();
      }),
    observations: (actor, { deploymentId }) =>
      read(context, (db) => {
        if (!visibleDeployment(context, actor, deploymentId)) return [];
        const own = eq(machineObservation.deploymentId, deploymentId);
        return db.select().from(machineObservation).where(own).orderBy(asc(machineObservation.machine)).all();
      }),
    async observe(actor, facts) {
      if (actor.kind !== "worker") throw new Error("only the worker observes machines");
      const row = { ...facts, at: context.now() };
      const { deploymentId, environmentId, machine } = machineObservation;
      await write(context, (db) =>
        done(
          db
            .insert(machineObservation)
            .values(row)
            .onConflictDoUpdate({ target: [deploymentId, environmentId, machine], set: row })
            .run(),
        ),
      );
    },
  };
}
