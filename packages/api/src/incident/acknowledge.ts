import { z } from "zod";
import { found, valueOf } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { incidentView, type IncidentView } from "./view.ts";

/** Says that somebody is at it. */
export const acknowledge = signedIn
  .input(z.object({ incidentId: id }))
  .mutation(async ({ ctx: { store, actor }, input }): Promise<IncidentView> => {
    const record = valueOf(await store.incidents.acknowledge(actor, input));
    const own = found(await store.deployments.get(actor, { deploymentId: record.deploymentId }));
    return incidentView(record, { id: own.id, slug: own.slug, title: own.title });
  });
