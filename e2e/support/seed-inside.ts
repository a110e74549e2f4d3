import { expect } from "@playwright/test";
import { openStore, system, type ChangedInside, type WorkerActor } from "@allotment/store";
import { installation } from "./installation.ts";

const actor: WorkerActor = { kind: "worker", workerId: "seed" };

/**
 * Writes a look at the settings of an instance into the store of the installation: these were changed inside of it. What is
 * practised has nothing inside, so nobody else looks.
 */
export async function seedInside(
  deploymentId: string,
  subject: string,
  changed: readonly Omit<ChangedInside, "since">[],
): Promise<void> {
  const store = openStore({ folder: installation().dataFolder });
  try {
    // Afterwards the worker has said what is to be looked at, and says it no more.
    const outdated = async () => (await store.checks.outdated(actor, { limit: 100 })).map((one) => one.deploymentId);
    await expect.poll(outdated, { timeout: 30_000 }).not.toContain(deploymentId);
    const planId = (await store.deployments.get(system, { deploymentId }))?.deployedPlanId ?? "";
    await store.checks.want(actor, { deploymentId, planId, checks: [{ kind: "settings", subject }] });
    const due = await store.checks.takeDue(actor, { limit: 100, leaseSeconds: { settings: 60 } });
    const own = due.find((check) => check.deploymentId === deploymentId);
    if (own === undefined) throw new Error("Somebody else looks at it already.");
    const at = new Date().toISOString();
    const facts = { answered: true, answeredAt: at, changed: changed.map((one) => ({ ...one, since: at })) };
    const result = { outcome: "healthy", findings: [], metrics: {}, facts } as const;
    const { kind, fencing } = own;
    const nextAt = "2100-01-01T00:00:00.000Z";
    const key = { deploymentId, kind, subject };
    const settled = await store.checks.settle(actor, { ...key, fencing, result, failed: false, nextAt });
    if (!settled.ok) throw new Error("The look was not kept.");
  } finally {
    store.close();
  }
}
