import type { RunState, Store, StoreResult, WorkerActor } from "@allotment/store";
import { incidentChanges, type Look } from "./incident-changes.ts";
import { rememberedSeconds } from "./patience.ts";

/** What telling of looks needs of the store. */
export type IncidentStore = Pick<Store, "incidents" | "runs">;

/** States of a run in which machines change under whoever looks: what is seen then is no trouble, and no end of one. */
const changing: ReadonlySet<RunState> = new Set([
  "activating",
  "certifying",
  "verifying",
  "applying",
  "erasing",
  "rolling-back",
  "cancelling",
]);

/**
 * Turns what a look found into incidents, and writes down who is told of what changed. Called once for each look that
 * learned something; a look that failed itself says nothing about the troubles it might have found.
 *
 * @returns how many messages were written: mostly none
 */
export async function tellOfLook(
  { incidents, runs }: IncidentStore,
  actor: WorkerActor,
  found: Omit<Look, "runId" | "final">,
): Promise<StoreResult<number>> {
  const active = await runs.list(actor, { deploymentId: found.deploymentId, active: true });
  if (active.some(({ state }) => changing.has(state))) return { ok: true, value: 0 };
  return incidents.settle(actor, incidentLook({ ...found, runId: null, final: false }));
}

/** A look as the store takes it. */
export function incidentLook(look: Look): Parameters<IncidentStore["incidents"]["settle"]>[1] {
  const { deploymentId, at } = look;
  const closedSince = new Date(Date.parse(at) - rememberedSeconds * 1000).toISOString();
  return { deploymentId, look: look.look, closedSince, decide: (present) => incidentChanges(look, present) };
}
