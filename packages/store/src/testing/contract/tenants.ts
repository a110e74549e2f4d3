import { describe, expect, it } from "vitest";
import type { Store } from "../../store.ts";
import { must, startRun, worker } from "../sample-data.ts";
import { choirDeployment } from "./deployments.ts";
import { scanOf } from "./errands.ts";
import { openedLook } from "../sample-incident.ts";
import { type Scene, type StoreSetup, withStore } from "./setup.ts";
import { intruderParams, type Victim } from "./tenant-calls.ts";

type Method = (actor: unknown, params: unknown) => Promise<unknown>;

/** Every method of every repository, as `users.list`. New methods are in by themselves. */
function methodsOf(store: Store): [name: string, method: Method][] {
  return Object.entries(store).flatMap(([noun, repository]) =>
    typeof repository === "object"
      ? Object.entries(repository as Record<string, Method>).map(
          ([verb, method]) => [`${noun}.${verb}`, method] as [string, Method],
        )
      : [],
  );
}

/** The choir with everything that can belong to an operator. */
async function victimOf(scene: Scene): Promise<Victim> {
  const { store, choir, environment } = scene;
  const { deployment, revision, plan } = await choirDeployment(scene, "hidden-choir");
  const deploymentId = deployment.id;
  const run = await startRun(store, choir.actor, plan.id);
  const cancel = must(await store.intents.requestCancel(choir.actor, { runId: run.id, reason: "hidden" }));
  const owner = { kind: "deployment", deploymentId } as const;
  const ciphertext = new Uint8Array([1]);
  const secret = must(await store.secrets.give(choir.actor, { owner, name: "hidden", ciphertext }));
  await store.secrets.keepGenerated(worker, { deploymentId, name: "hidden/key", number: 1, ciphertext });
  const asked = scanOf({ environmentId: null, deploymentId }, "hidden-choir");
  const errand = must(await store.errands.ask(choir.actor, asked));
  const facts = { userRole: "operator", memberRole: "editor", operatorId: choir.operator.id } as const;
  const made = must(await store.invitations.invite(choir.actor, facts));
  const telling = await tellingOf(scene, deploymentId);
  return {
    ...telling,
    deployment,
    revision,
    plan,
    run,
    secret,
    environment,
    userId: choir.actor.userId,
    operatorId: choir.operator.id,
    cancelId: cancel.id,
    errandId: errand.id,
    invitationId: made.invitation.id,
    token: made.token,
  };
}

/** A trouble of the choir, and who is told of it. */
async function tellingOf({ store, choir, provider }: Scene, deploymentId: string) {
  const own = { operatorId: choir.operator.id, kind: "mail", address: "hidden-choir", ciphertext: null } as const;
  const contact = must(await store.contacts.create(choir.actor, own));
  const [test] = await store.notifications.list(choir.actor, { contactId: contact.id });
  const relay = { host: "mail.example", port: 25, security: "none", username: null, sender: "a@b.example" } as const;
  must(await store.contacts.setRelay(provider, relay));
  const settled = await store.incidents.settle(worker, openedLook(deploymentId));
  const [incident] = await store.incidents.list(choir.actor, { deploymentId });
  if (!settled.ok || !incident || !test) throw new Error("the trouble of the choir was not kept");
  return { contactId: contact.id, incidentId: incident.id, notificationId: test.id };
}

/** What must never come out: everything by which the choir could be known. */
function traces(victim: Victim): string[] {
  const { deployment, revision, plan, run, secret } = victim;
  const ids = [deployment, revision, plan, run, secret].map(({ id }) => id);
  return [
    ...ids,
    victim.operatorId,
    victim.cancelId,
    victim.errandId,
    victim.invitationId,
    victim.contactId,
    victim.incidentId,
    victim.notificationId,
    victim.userId,
    "hidden-choir",
    "Choir",
  ];
}

async function outcomeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    (value) => JSON.stringify(value ?? null),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

/** Tenants apart: every method, as a member of another operator, learns nothing and changes nothing. */
export function tenantContract(setup: StoreSetup): void {
  describe("tenants apart", () => {
    it(
      "knows how to try every method",
      withStore(setup, async (scene) => {
        const names = methodsOf(scene.store).map(([name]) => name);
        expect(Object.keys(intruderParams(await victimOf(scene))).toSorted()).toEqual(names.toSorted());
      }),
    );

    it(
      "shows another tenant nothing, and lets it change nothing, by any method",
      withStore(setup, async (scene) => {
        const { store, newsroom } = scene;
        const victim = await victimOf(scene);
        const params = intruderParams(victim);
        const before = setup.dump(store);
        for (const [name, method] of methodsOf(store)) {
          const outcome = await outcomeOf(method(newsroom.actor, params[name]));
          const found = traces(victim).filter((trace) => outcome.includes(`"${trace}"`));
          expect({ name, found }).toEqual({ name, found: [] });
          expect({ name, changed: setup.dump(store) !== before }).toEqual({ name, changed: false });
        }
      }),
    );

    it(
      "would notice: the same calls as the choir itself do find it",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const victim = await victimOf(scene);
        const params = intruderParams(victim);
        const reading = [
          "deployments.get",
          "plans.get",
          "runs.get",
          "runs.list",
          "secrets.list",
          "audit.list",
          "errands.get",
        ];
        for (const [name, method] of methodsOf(store).filter(([one]) => reading.includes(one))) {
          const outcome = await outcomeOf(method(choir.actor, params[name]));
          expect({ name, found: outcome.includes(victim.deployment.id) }).toEqual({ name, found: true });
        }
      }),
    );

    it(
      "gives no person a secret value, not even the provider or the owner",
      withStore(setup, async (scene) => {
        const { store, choir, provider } = scene;
        const victim = await victimOf(scene);
        const params = intruderParams(victim);
        for (const actor of [choir.actor, provider]) {
          for (const [name, method] of methodsOf(store).filter(([one]) => one.startsWith("secrets."))) {
            const outcome = await outcomeOf(method(actor, params[name]));
            expect({ name, leaked: outcome.includes("ciphertext") }).toEqual({ name, leaked: false });
          }
        }
      }),
    );
  });
}
