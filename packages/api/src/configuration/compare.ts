import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { fieldDifferences, type FieldDifference } from "../view/field-differences.ts";
import { documentsOf } from "./documents-of.ts";

/** Where draft, saved and live configuration differ. */
export interface Comparison {
  /** Of the draft that was compared. */
  readonly etag: string;
  /** What is live against the draft: what would change if it were saved and installed. */
  readonly draftAgainstDeployed: readonly FieldDifference[];
  /** What is live against what is saved; null when nothing is saved. */
  readonly stagedAgainstDeployed: readonly FieldDifference[] | null;
  /** What is saved against the draft: what is not saved yet. */
  readonly draftAgainstStaged: readonly FieldDifference[];
}

/** Field by field. Where nothing is live, everything is new. */
export const compare = signedIn
  .input(z.object({ deploymentId: id }))
  .query(async ({ ctx: { store, actor }, input }): Promise<Comparison> => {
    const deployment = found(await store.deployments.get(actor, input));
    const { draft, staged, deployed } = await documentsOf(store, actor, deployment);
    return {
      etag: deployment.draft.etag,
      draftAgainstDeployed: fieldDifferences(deployed, draft),
      stagedAgainstDeployed: staged === null ? null : fieldDifferences(deployed, staged),
      draftAgainstStaged: fieldDifferences(staged, draft),
    };
  });
