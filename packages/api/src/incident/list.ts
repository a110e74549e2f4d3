import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { incidentViews, type IncidentView } from "./view.ts";

const input = z
  .object({
    deploymentId: id.optional(),
    state: z.enum(["open", "closed"]).optional(),
    limit: z.number().int().min(1).max(200).default(50),
  })
  .prefault({});

/** Troubles of a deployment, or of all that the person may see; the newest first. */
export const list = signedIn
  .input(input)
  .query(async ({ ctx: { store, actor }, input: wanted }): Promise<readonly IncidentView[]> => {
    const { deploymentId, state, limit } = wanted;
    if (deploymentId !== undefined) found(await store.deployments.get(actor, { deploymentId }));
    const which = { ...(deploymentId !== undefined && { deploymentId }), ...(state !== undefined && { state }) };
    return incidentViews(store, actor, await store.incidents.list(actor, { ...which, limit }));
  });
