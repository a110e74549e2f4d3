import { asc, eq, getTableColumns } from "drizzle-orm";
import type { PullRepository } from "../repositories/pull.ts";
import { done } from "../result.ts";
import { deployment, machineToken, pullReport } from "../schema/index.ts";
import { type Context, read, write } from "./context.ts";
import { visibleDeployment } from "./visible.ts";

/** The repository of machines that pull, over SQLite. */
export function pullRepository(context: Context): PullRepository {
  return {
    async keepTokens(actor, { deploymentId, tokens }) {
      if (actor.kind !== "worker") throw new Error("only the worker keeps tokens of machines");
      await write(context, (db) => {
        const target = [machineToken.deploymentId, machineToken.machine];
        for (const [machine, digest] of Object.entries(tokens)) {
          const row = { deploymentId, machine, digest, createdAt: context.now() };
          db.insert(machineToken).values(row).onConflictDoUpdate({ target, set: row }).run();
        }
        return done(null);
      });
    },
    async tokens(actor, params) {
      if (actor.kind !== "system") throw new Error("only the server itself reads tokens of machines");
      return read(context, (db) => {
        const { createdAt: _, ...columns } = getTableColumns(machineToken);
        return db
          .select(columns)
          .from(machineToken)
          .innerJoin(deployment, eq(deployment.id, machineToken.deploymentId))
          .where(eq(deployment.slug, params.deployment))
          .orderBy(asc(machineToken.machine))
          .all();
      });
    },
    async report(actor, { deploymentId, machine, report }) {
      if (actor.kind !== "system") throw new Error("only the server itself takes reports of machines");
      const row = { ...report, deploymentId, machine, at: context.now() };
      const target = [pullReport.deploymentId, pullReport.machine];
      await write(context, (db) =>
        done(db.insert(pullReport).values(row).onConflictDoUpdate({ target, set: row }).run()),
      );
    },
    reports: (actor, { deploymentId }) =>
      read(context, (db) => {
        if (!visibleDeployment(context, actor, deploymentId)) return [];
        const own = eq(pullReport.deploymentId, deploymentId);
        return db.select().from(pullReport).where(own).orderBy(asc(pullReport.machine)).all();
      }),
  };
}
