import { eq, isNotNull } from "drizzle-orm";
import type { ErasureRecord } from "../../records.ts";
import type { RemovalRepository } from "../../repositories/removals.ts";
import { deployment, erasure } from "../../schema/index.ts";
import { type Context, read, write } from "../context.ts";
import { nameOf } from "../users.ts";
import { visibleDeployment } from "../visible.ts";
import { askRemoval } from "./ask.ts";
import { beginRemoval } from "./begin.ts";
import { discard } from "./discard.ts";
import { dueRemovals } from "./due.ts";
import { hasten } from "./hasten.ts";
import { keep } from "./keep.ts";

/** The repository of removals over SQLite. */
export function removalRepository(context: Context): RemovalRepository {
  return {
    ask: (actor, params) => write(context, () => askRemoval(context, actor, params)),
    keep: (actor, params) => write(context, () => keep(context, actor, params)),
    hasten: (actor, params) => write(context, () => hasten(context, actor, params)),
    discard: (actor, params) => write(context, () => discard(context, actor, params)),
    erasure: (actor, { deploymentId }) =>
      read(context, () => (visibleDeployment(context, actor, deploymentId) ? erasureOf(context, deploymentId) : null)),
    removed: (actor) =>
      read(context, (db) => {
        if (actor.kind !== "worker") return [];
        const { id, slug, environmentId, removedAt } = deployment;
        return db.select({ id, slug, environmentId }).from(deployment).where(isNotNull(removedAt)).all();
      }),
    due: (actor, params) => read(context, () => (actor.kind === "worker" ? dueRemovals(context, params) : [])),
    begin: (actor, params) => write(context, () => beginRemoval(context, actor, params)),
  };
}

function erasureOf(context: Context, deploymentId: string): ErasureRecord | null {
  const row = context.db.select().from(erasure).where(eq(erasure.deploymentId, deploymentId)).get();
  if (!row) return null;
  const { document, ...facts } = row;
  return { ...facts, ...document, requestedByName: nameOf(context, row.requestedBy) };
}
