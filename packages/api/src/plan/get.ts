import { jsonFile, renderTree } from "@allotment/nix-output";
import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { unifiedDiff } from "../view/line-diff.ts";
import { planView, type PlanView } from "../view/plan-view.ts";
import { withoutForeignIds } from "../view/without-foreign-ids.ts";
import { staleness } from "./staleness.ts";

/** A file of the tree, without its content. */
export interface PlannedFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/** A kept plan with everything a review shows. */
export interface PlanDetails extends PlanView {
  readonly id: string;
  readonly deploymentId: string;
  readonly configurationRevisionId: string;
  readonly createdAt: string;
  /** Why it can no longer be applied, in sentences; empty while it can. */
  readonly stale: readonly string[];
  /** Whether it is what is live now. */
  readonly deployed: boolean;
  /** `deployment.json` before and after, in unified form; empty when they are equal. */
  readonly diff: string;
  readonly files: readonly PlannedFile[];
}

/** One plan. The content of its files comes from `plan.file`. */
export const get = signedIn.input(z.object({ planId: id })).query(async ({ ctx, input }): Promise<PlanDetails> => {
  const { store, actor, plans, library } = ctx;
  const plan = found(await store.plans.get(actor, input));
  const deployment = found(await store.deployments.get(actor, { deploymentId: plan.deploymentId }));
  const parent =
    plan.parentDigest === null
      ? null
      : await store.plans.description(actor, { deploymentId: deployment.id, digest: plan.parentDigest });
  const tree = renderTree({ description: plan.description, library: library() });
  const readable = await withoutForeignIds(store, actor, deployment.id, [parent, plan.description]);
  return {
    ...readable.value(planView(plan.document, plan.description, parent)),
    id: plan.id,
    deploymentId: plan.deploymentId,
    configurationRevisionId: plan.configurationRevisionId,
    createdAt: plan.createdAt,
    stale: await staleness(store, plans.reader, deployment, plan),
    deployed: deployment.deployedPlanId === plan.id,
    diff: readable.text(unifiedDiff(parent === null ? "" : jsonFile(parent), jsonFile(plan.description))),
    files: [...tree].map(([path, content]) => ({ path, sizeBytes: Buffer.byteLength(readable.text(content)) })),
  };
});
