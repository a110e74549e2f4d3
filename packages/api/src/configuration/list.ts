import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { revisionView, type RevisionView } from "./view.ts";

const input = z.object({
  deploymentId: id,
  limit: z.number().int().min(1).max(200).default(50),
  /** Only those with a lower number. */
  before: z.number().int().min(1).optional(),
});

/** Saved configurations, newest first. */
export const list = signedIn
  .input(input)
  .query(
    async ({ ctx: { store, actor }, input: { deploymentId, limit, before } }): Promise<readonly RevisionView[]> => {
      const deployment = found(await store.deployments.get(actor, { deploymentId }));
      const records = await store.revisions.list(actor, {
        deploymentId,
        limit,
        ...(before === undefined ? {} : { before }),
      });
      return records.map((record) => revisionView(record, deployment));
    },
  );
