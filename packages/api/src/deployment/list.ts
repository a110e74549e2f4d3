import { z } from "zod";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { summaries } from "./summaries.ts";
import type { DeploymentSummary } from "./view.ts";

const input = z
  .object({
    operatorId: id.optional(),
    environmentId: id.optional(),
    /** Those of which only the record is left, instead of all others. */
    removed: z.boolean().default(false),
  })
  .prefault({});

/** Deployments that the person may see, by title. */
export const list = signedIn
  .input(input)
  .query(async ({ ctx: { store, actor, plans }, input }): Promise<readonly DeploymentSummary[]> => {
    const { operatorId, environmentId, removed } = input;
    const records = await store.deployments.list(actor, {
      ...(operatorId === undefined ? {} : { operatorId }),
      ...(environmentId === undefined ? {} : { environmentId }),
    });
    const wanted = records.filter(({ removedAt }) => (removedAt !== null) === removed);
    return summaries(store, plans.reader, actor, wanted);
  });
