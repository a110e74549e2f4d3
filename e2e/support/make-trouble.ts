import { tellOfLook } from "@allotment/engine";
import type { Finding } from "@allotment/model";
import { openStore, system, type WorkerActor } from "@allotment/store";
import { installation } from "./installation.ts";

const actor: WorkerActor = { kind: "worker", workerId: "seed" };

/** Something that one look proves. */
const trouble: Finding = {
  code: "run-waiting-dns",
  subject: "run",
  params: { kind: "deploy" },
  turn: "operator",
  severity: "problem",
};

/** Has a look find a trouble of a deployment. @returns the id of the incident */
export async function makeTrouble(slug: string): Promise<string> {
  const store = openStore({ folder: installation().dataFolder });
  try {
    const deployment = await store.deployments.get(system, { slug });
    const deploymentId = deployment?.id ?? "";
    const look = { deploymentId, look: "run", planId: deployment?.deployedPlanId ?? null, findings: [trouble] };
    const settled = await tellOfLook(store, actor, { ...look, at: new Date().toISOString() });
    const [incident] = await store.incidents.list(actor, { deploymentId, state: "open" });
    if (!settled.ok || incident === undefined) throw new Error("the trouble was not kept");
    return incident.id;
  } finally {
    store.close();
  }
}
