import { asc, eq, inArray } from "drizzle-orm";
import type { CheckRepository } from "../../repositories/checks.ts";
import { check, deployment } from "../../schema/index.ts";
import { type Context, read, write } from "../context.ts";
import { limitedTo, visibleDeployment } from "../visible.ts";
import { lookNow } from "./look-now.ts";
import { checkRecord } from "./record.ts";
import { settle } from "./settle.ts";
import { takeDue } from "./take-due.ts";
import { outdated, want } from "./want.ts";

/** The repository of checks over SQLite. */
export function checkRepository(context: Context): CheckRepository {
  return {
    list: (actor, { deploymentId }) =>
      read(context, (db) => {
        if (deploymentId !== undefined && !visibleDeployment(context, actor, deploymentId)) return [];
        const operators = limitedTo(actor);
        const own = db.select({ id: deployment.id }).from(deployment);
        const seen = operators === null ? own : own.where(inArray(deployment.operatorId, operators));
        const which =
          deploymentId === undefined ? inArray(check.deploymentId, seen) : eq(check.deploymentId, deploymentId);
        const order = [asc(check.deploymentId), asc(check.kind), asc(check.subject)];
        return db
          .select()
          .from(check)
          .where(which)
          .orderBy(...order)
          .all()
          .map(checkRecord);
      }),
    lookNow: (actor, params) => write(context, () => lookNow(context, actor, params)),
    outdated: (actor, { limit }) => outdated(context, actor, limit),
    want: (actor, params) => write(context, () => want(context, actor, params)),
    takeDue: (actor, params) => takeDue(context, actor, params),
    settle: (actor, params) => write(context, () => settle(context, actor, params)),
  };
}
