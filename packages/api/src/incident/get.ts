import { incidentReport, type Store, type UserActor } from "@allotment/store";
import { z } from "zod";
import { deliveryView } from "../contact/view.ts";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { incidentView, type IncidentDetails } from "./view.ts";

/** One trouble with a report and who was told. */
export const get = signedIn
  .input(z.object({ incidentId: id }))
  .query(async ({ ctx: { store, actor }, input }): Promise<IncidentDetails> => {
    const evidence = found(await store.incidents.evidence(actor, input));
    const { incident, deployment } = evidence;
    return {
      ...incidentView(incident, { id: incident.deploymentId, ...deployment }),
      report: incidentReport(evidence, actor.role === "provider"),
      told: await toldOf(store, actor, input.incidentId),
    };
  });

async function toldOf(store: Store, actor: UserActor, incidentId: string): Promise<IncidentDetails["told"]> {
  const told = await store.notifications.ofIncident(actor, { incidentId });
  return Promise.all(
    told.map(async (one) => {
      const contact = await store.contacts.get(actor, { contactId: one.contactId });
      return { ...deliveryView(one), contact: contact?.address ?? "" };
    }),
  );
}
