import type { Description } from "@allotment/model";
import { and, eq, notInArray } from "drizzle-orm";
import { machineToken } from "../schema/index.ts";
import type { Context } from "./context.ts";

/** Forgets the tokens of machines that are no longer deployed, or no longer pull. Inside the transaction of a success. */
export function dropTokens(
  { db }: Context,
  deploymentId: string,
  { pull, machines }: Pick<Description, "pull" | "machines">,
): void {
  const pulling = pull === undefined ? [] : Object.keys(machines);
  const others = and(eq(machineToken.deploymentId, deploymentId), notInArray(machineToken.machine, pulling));
  db.delete(machineToken).where(others).run();
}
