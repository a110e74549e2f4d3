import type { StepContext, StepResult } from "@allotment/engine";
import type { Store, WorkerActor } from "@allotment/store";

/**
 * What becomes of the last backup of a deployment that is removed, where whoever wants that declined it.
 *
 * @returns that it is done without one; null where one is to be taken
 */
export async function declinedBackup(
  { store, actor }: { readonly store: Pick<Store, "deployments">; readonly actor: WorkerActor },
  context: StepContext,
): Promise<StepResult | null> {
  const deployment = await store.deployments.get(actor, { slug: context.deployment });
  const backup = deployment?.removal?.backup ?? "take";
  if (backup === "take") return null;
  await context.emit({ kind: "note", code: "backup-declined", params: { words: backup.declined } });
  return { kind: "done" };
}
