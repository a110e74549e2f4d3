import { z } from "zod";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { summaries } from "./summaries.ts";
import type { DeploymentSummary } from "./view.ts";

const input = z.object({ operatorId: id.optional(), environmentId: id.optional() }).default({});

/** Deployments that the person may see, by title. */
export const list = signedIn
  .input(input)
  .query(async ({ ctx: { store, actor, plans }, input }): Promise<readonly DeploymentSummary[]> => {
    const { operatorId, environmentId } = input;
    const records = await store.deployments.list(actor, {
      ...(operatorId === undefined ? {} : { operatorId }),
      ...(environmentId === undefined ? {} : { environmentId }),
    });
    return summaries(store, plans.reader, actor, records);
  });
