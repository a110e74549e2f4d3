import type { Description } from "@allotment/model";
import { z } from "zod";
import { conflictError, found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { planState, stateOrigin } from "../plan-service/state-plan.ts";
import { signedIn } from "../trpc.ts";
import { leftViews, machineViews, type LeftView, type MachineView } from "../view/erasure-view.ts";
import { planPreview, type PlanPreview } from "../view/plan-view.ts";
import { say } from "../view/sentences.ts";
import { withoutForeignIds } from "../view/without-foreign-ids.ts";
import { isOnlyDraft } from "./remove.ts";

/** What another state would mean, before anything is done. */
export interface StatePreview extends PlanPreview {
  /** What stays as it is, in sentences. */
  readonly stays: readonly string[];
  /** What would be erased, by machine; empty unless it is to be removed. */
  readonly erased: readonly MachineView[];
  /** What would be left outside of the machines; empty unless it is to be removed. */
  readonly left: readonly LeftView[];
  /** What other servers do and keep, in sentences. */
  readonly elsewhere: readonly string[];
  /** Whether a last backup can be taken. */
  readonly backupPossible: boolean;
  /** Whether nothing was ever installed, so that removing it is done at once. */
  readonly onlyDraft: boolean;
}

const stays = {
  running: ["data", "address"],
  suspended: ["data", "address", "machines", "backups", "draft"],
  removed: ["slug", "record"],
} as const;

const elsewhere = {
  running: ["deliver-again"],
  suspended: ["come-back-later", "accounts-stay"],
  removed: ["copies", "keys"],
} as const;

/** What would change in another state, what stays, what would be erased and what is left elsewhere. Nothing is saved. */
export const preview = signedIn
  .input(z.object({ deploymentId: id, desired: z.enum(["running", "suspended", "removed"]) }))
  .query(async ({ ctx, input: { deploymentId, desired } }): Promise<StatePreview> => {
    const { store, actor } = ctx;
    const deployment = found(await store.deployments.get(actor, { deploymentId }));
    if (deployment.removedAt !== null) throw conflictError({ code: "deployment-removed" });
    const onlyDraft = await isOnlyDraft(ctx, actor, deployment);
    const from = onlyDraft ? null : await stateOrigin(ctx, deployment);
    const planned = from === null ? null : await planState(ctx, actor, { deployment, desired, from });
    const readable = await withoutForeignIds(store, actor, deploymentId, [
      planned?.deployed ?? null,
      planned?.description ?? null,
    ]);
    return {
      ...(planned === null ? { diagnostics: [], plan: null } : readable.value(planPreview(planned))),
      stays: stays[desired].map((key) => say(`states.stays.${key}`)),
      ...erasure(planned?.description ?? null),
      elsewhere: onlyDraft ? [] : elsewhere[desired].map((key) => say(`states.elsewhere.${key}`)),
      backupPossible: deployment.deployedPlanId !== null && (from?.description.backups ?? null) !== null,
      onlyDraft,
    };
  });

function erasure(description: Description | null): Pick<StatePreview, "erased" | "left"> {
  const { machines, left } = description?.erase ?? { machines: {}, left: [] };
  const things = Object.entries(machines).map(
    ([machine, items]) =>
      [machine, items.map(({ kind, name, instance }) => ({ kind, name, instance, bytes: null, files: null }))] as const,
  );
  return { erased: machineViews(Object.fromEntries(things)), left: leftViews(left) };
}
