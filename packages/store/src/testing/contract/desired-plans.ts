import type { Description } from "@allotment/model";
import type { UserActor } from "../../actor.ts";
import type { DesiredState, LeasedRun, PlanRecord, RunRecord, TerminalRunState } from "../../records.ts";
import type { Store } from "../../store.ts";
import { samplePlan } from "../documents.ts";
import { createDeployment, deploymentOf, deployPlan, must, worker } from "../sample-data.ts";
import type { Scene } from "./setup.ts";

/** What is left outside of machines in these tests. */
export const left = { type: "s3-bucket", offer: "media", name: "choir-media", instance: "hello" } as const;

/** A description with nothing running, or with nothing at all. */
function changed(description: Description, desired: DesiredState): Description {
  if (desired === "running") return description;
  if (desired === "removed") {
    const erase = { machines: { m1: [] }, left: [{ ...left, role: "media" }] };
    return { ...description, instances: {}, generators: {}, secrets: {}, backups: null, erase };
  }
  const instances = Object.entries(description.instances).map(([slug, instance]) => [
    slug,
    { ...instance, stopped: "suspended" as const },
  ]);
  return { ...description, instances: Object.fromEntries(instances) };
}

/** Keeps a plan from a plan's description to the same in another state, made of the same configuration and environment. */
export async function planState(
  store: Store,
  actor: UserActor,
  from: Pick<PlanRecord, "id">,
  desired: DesiredState,
): Promise<PlanRecord> {
  const before = await store.plans.get(actor, { planId: from.id });
  if (!before) throw new Error("the plan is gone");
  const { deploymentId, configurationRevisionId, environmentRevisionId } = before;
  const description = changed(before.description, desired);
  const document = samplePlan(description, { parent: before.descriptionDigest });
  const made = { configurationRevisionId, environmentRevisionId, desired };
  return must(await store.plans.create(actor, { deploymentId, document, description, ...made }));
}

/** A deployment of the choir that runs for real, with its plans for being suspended and removed. */
export async function liveChoir(scene: Scene, extras: Parameters<typeof createDeployment>[2] | object = {}) {
  const { store, choir, environment } = scene;
  const place = { operatorId: choir.operator.id, environmentId: environment.id, slug: "choir" };
  const { deployment, plan } = await createDeployment(store, choir.actor, { ...place, ...extras });
  await deployPlan(store, choir.actor, plan.id);
  const suspend = await planState(store, choir.actor, plan, "suspended");
  const remove = await planState(store, choir.actor, suspend, "removed");
  return { deploymentId: deployment.id, plan, suspend, remove };
}

/** Asks for a removal with a grace period of a week. */
export async function askRemoval(
  { store, choir }: Scene,
  { deploymentId, suspend, remove }: Awaited<ReturnType<typeof liveChoir>>,
  backup: "take" | { declined: string } = { declined: "Nobody needs it." },
) {
  const plans = { suspendPlanId: suspend.id, removePlanId: remove.id };
  const facts = { deploymentId, backup, graceDays: 7, reason: "The choir has ended." };
  return store.removals.ask(choir.actor, { ...facts, ...plans });
}

/** Takes up the request of a deployment and its run. */
export async function takeUp(store: Store, deploymentId: string): Promise<LeasedRun> {
  const [intent] = (await store.intents.pending(worker, { limit: 10 })).filter(
    (one) => one.deploymentId === deploymentId,
  );
  if (!intent) throw new Error("nobody asked for a run");
  const { id } = must(await store.runs.start(worker, { intentId: intent.id }));
  const taken = (await store.runs.takeDue(worker, { limit: 10, leaseSeconds: 60 })).find((run) => run.id === id);
  if (!taken) throw new Error("the run is not due");
  return taken;
}

/** Takes up the request of a deployment and ends its run. */
export async function carryOut(
  store: Store,
  deploymentId: string,
  to: TerminalRunState = "succeeded",
): Promise<RunRecord> {
  const { id: runId, fencing } = await takeUp(store, deploymentId);
  return must(await store.runs.finish(worker, { runId, fencing, from: "planned", to, error: null }));
}

/** Ends a run that removes in its last state, with what its machine said. */
export async function endErasing(
  store: Store,
  { id: runId, fencing }: LeasedRun,
  to: TerminalRunState,
  erased: readonly object[],
): Promise<RunRecord> {
  const held = { runId, fencing };
  must(await store.runs.move(worker, { ...held, from: "planned", to: "erasing" }));
  const events = [
    {
      type: "facts",
      step: "erasing",
      machine: null,
      payload: { erased: { m1: erased }, links: { m1: ["/var/lib/hello/old"], m2: [] } },
    },
  ];
  return must(await store.runs.finish(worker, { ...held, from: "erasing", to, error: null, events }));
}

/** What is wanted of a deployment, and what is true of it. */
export async function statesOf(store: Store, deploymentId: string) {
  const { desired, removal, removedAt, deployedPlanId } = await deploymentOf(store, deploymentId);
  const deployed = deployedPlanId === null ? null : await store.plans.get(worker, { planId: deployedPlanId });
  return { desired, deployed: deployed?.desired ?? null, removal: removal !== null, removed: removedAt !== null };
}
