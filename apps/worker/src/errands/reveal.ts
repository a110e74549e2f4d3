import type { RunOnHost } from "@allotment/orchestrators";
import { sealTo } from "@allotment/secrets";
import { firstPassword, type Administered } from "./first-password.ts";
import type { ErrandContext, Handler } from "./handler.ts";

/** Seals the name and password of a first administrator to the key of the browser that will show them once. */
export function createReveal(run: RunOnHost): Handler<"reveal"> {
  return async ({ deploymentId, input: { instance, recipient } }, context) => {
    const administered = await administeredOf(context, deploymentId ?? "", instance);
    if (administered === null) return { sealed: null, problem: "not-there" };
    const outcome = await firstPassword(run, administered, context);
    if ("problem" in outcome) return { sealed: null, problem: outcome.problem };
    const { username, email } = administered.administrator;
    const shown = JSON.stringify({ username, email, password: outcome.password });
    return { sealed: Buffer.from(await sealTo(recipient, shown)).toString("base64"), problem: null };
  };
}

async function administeredOf(
  { store, actor }: ErrandContext,
  deploymentId: string,
  instance: string,
): Promise<Administered | null> {
  const planId = (await store.deployments.get(actor, { deploymentId }))?.deployedPlanId ?? null;
  const plan = planId === null ? null : await store.plans.get(actor, { planId });
  const administrator = plan?.description.instances[instance]?.firstAdministrator ?? null;
  return plan && administrator ? { deploymentId, instance, description: plan.description, administrator } : null;
}
