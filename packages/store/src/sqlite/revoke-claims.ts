import type { Slug } from "@allotment/model";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { claim, errand } from "../schema/index.ts";
import type { Context } from "./context.ts";

/**
 * Ends the links to an instance's first administrator, and what they had sent the worker for: what it still seals is not
 * kept. Inside a transaction.
 *
 * @returns whether somebody was about to be shown the password
 */
export function revokeClaims(
  { db, now }: Context,
  { deploymentId, instance }: Readonly<{ deploymentId: string; instance: Slug }>,
): boolean {
  const open = and(eq(claim.deploymentId, deploymentId), eq(claim.instance, instance), isNull(claim.revokedAt));
  const ended = db.update(claim).set({ revokedAt: now() }).where(open).returning().all();
  const errandIds = ended.flatMap(({ errandId }) => errandId ?? []);
  const underWay = and(inArray(errand.id, errandIds), inArray(errand.state, ["waiting", "working"]));
  const failed = { state: "failed", problem: { code: "gone" }, finishedAt: now() } as const;
  return db.update(errand).set(failed).where(underWay).run().changes > 0;
}
