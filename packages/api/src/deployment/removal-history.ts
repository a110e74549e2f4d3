import { system } from "@allotment/store";
import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

/** Something that somebody decided about a removal. */
export interface RemovalDecision {
  readonly number: number;
  readonly at: string;
  readonly decision: "asked" | "kept" | "hastened";
  /** Name of whoever decided; null when that was not a person. */
  readonly who: string | null;
}

/** What people decide about a removal, by what the audit log calls it. */
const decisions: ReadonlyMap<string, RemovalDecision["decision"]> = new Map([
  ["deployment.remove", "asked"],
  ["deployment.keep", "kept"],
  ["deployment.erase-now", "hastened"],
]);

/** Who asked for removals, took them back and ended their waiting, newest first. */
export const removalHistory = signedIn
  .input(z.object({ deploymentId: id }))
  .query(async ({ ctx: { store, actor }, input: { deploymentId } }): Promise<readonly RemovalDecision[]> => {
    found(await store.deployments.get(actor, { deploymentId }));
    const events = await store.audit.list(actor, { deploymentId, actions: [...decisions.keys()] });
    const rows = events.map(async ({ number, at, action, userId }): Promise<RemovalDecision[]> => {
      const decision = decisions.get(action);
      const user = userId === null ? null : await store.users.get(system, { userId });
      return decision === undefined ? [] : [{ number, at, decision, who: user?.name ?? null }];
    });
    return (await Promise.all(rows)).flat();
  });
