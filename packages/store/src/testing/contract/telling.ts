import { describe, expect, it } from "vitest";
import { deployPlan, must, worker } from "../sample-data.ts";
import { openedLook } from "../sample-incident.ts";
import { choirDeployment } from "./deployments.ts";
import { type Scene, type StoreSetup, withStore } from "./setup.ts";

const at = "2026-11-20T12:00:00.000Z";

/** A contact of the choir with its code, as a test mail says it. */
async function mailContact({ store, choir, provider }: Scene, operatorId: string | null, address: string) {
  const actor = operatorId === null ? provider : choir.actor;
  const made = must(await store.contacts.create(actor, { operatorId, kind: "mail", address, ciphertext: null }));
  const code = (await store.contacts.open(worker, { contactId: made.id }))?.code ?? "";
  return { contactId: made.id, code };
}

/** Brings a message to an end as the worker would. */
async function finish(
  { store }: Scene,
  notificationId: string,
  to: "sent" | "failed",
  first: "waiting" | "sending" = "waiting",
) {
  const disableAfterSeconds = 3600;
  for (const from of first === "waiting" ? (["waiting", "sending"] as const) : (["sending"] as const)) {
    const due = await store.notifications.takeDue(worker, { limit: 50, leaseSeconds: 1 });
    const held = due.find(({ id, state }) => id === notificationId && state === from);
    if (!held) throw new Error("the message is not due");
    const own = { notificationId, fencing: held.fencing, from };
    if (from === "waiting") must(await store.notifications.move(worker, { ...own, to: "sending", bundle: false }));
    else must(await store.notifications.finish(worker, { ...own, to, error: null, disableAfterSeconds }));
  }
}

/** Troubles, who is told, and what is on its way to them. */
export function tellingContract(setup: StoreSetup): void {
  describe("telling", () => {
    it(
      "writes messages for whoever's turn it is, and only for those who were seen to get them",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { deployment } = await choirDeployment(scene);
        const own = await mailContact(scene, choir.operator.id, "cara@choir.example");
        const strange = await mailContact(scene, choir.operator.id, "typo@choir.example");
        const providers = await mailContact(scene, null, "pat@host.example");
        must(await store.contacts.verify(choir.actor, own));
        must(await store.contacts.verify(choir.actor, providers));
        must(await store.incidents.settle(worker, openedLook(deployment.id)));
        must(await store.incidents.settle(worker, openedLook(deployment.id, { subject: "m1", turn: "provider" })));
        const told = async (contactId: string) =>
          (await store.notifications.list(worker, { contactId })).filter(({ type }) => type === "incident.opened");
        expect(await told(own.contactId)).toHaveLength(1);
        expect(await told(strange.contactId)).toEqual([]);
        expect(await told(providers.contactId)).toMatchObject([{ facts: { incident: { subject: "m1" } } }]);
      }),
    );

    it(
      "tells the provider of what is an operator's turn where the operator named nobody",
      withStore(setup, async (scene) => {
        const { store, provider } = scene;
        const { deployment } = await choirDeployment(scene);
        const providers = await mailContact(scene, null, "pat@host.example");
        must(await store.contacts.verify(provider, providers));
        must(await store.incidents.settle(worker, openedLook(deployment.id)));
        const told = await store.notifications.list(worker, { contactId: providers.contactId });
        expect(told.filter(({ type }) => type === "incident.opened")).toMatchObject([
          { facts: { incident: { turn: "operator" } } },
        ]);
      }),
    );

    it(
      "has no more mail sent to an address within an hour than a person needs, whatever way it is asked for",
      withStore(setup, async (scene) => {
        const { store, choir, clock } = scene;
        const refused = { ok: false, conflict: { code: "limit-reached", what: "tests", limit: 12 } };
        const own = { operatorId: choir.operator.id, kind: "mail", address: "victim@elsewhere.example" } as const;
        const add = () => store.contacts.create(choir.actor, { ...own, ciphertext: null });
        for (let number = 0; number < 6; number += 1) {
          const { id: contactId } = must(await add());
          must(await store.contacts.remove(choir.actor, { contactId }));
        }
        const { id: contactId } = must(await add());
        const [test] = await store.notifications.list(choir.actor, { contactId });
        const notificationId = test?.id ?? "";
        await finish(scene, notificationId, "sent");
        for (let number = 0; number < 5; number += 1) {
          must(await store.notifications.sendAgain(choir.actor, { notificationId }));
          await finish(scene, notificationId, "sent", "sending");
        }
        expect(await store.notifications.sendAgain(choir.actor, { notificationId })).toEqual(refused);
        expect(await store.contacts.test(choir.actor, { contactId })).toEqual(refused);
        must(await store.contacts.remove(choir.actor, { contactId }));
        expect(await add()).toEqual(refused);
        clock.advance(3601);
        must(await add());
      }),
    );

    it(
      "lets the messages to one operator's contacts, however many they are, keep nobody else's waiting",
      withStore(setup, async (scene) => {
        const { store, choir, provider } = scene;
        for (let number = 0; number < 8; number += 1) {
          await mailContact(scene, choir.operator.id, `many${number}@choir.example`);
        }
        scene.clock.advance(1);
        const { contactId } = await mailContact(scene, null, "pat@host.example");
        const take = (limit: number) => store.notifications.takeDue(worker, { limit, leaseSeconds: 60 });
        const taken = await take(8);
        expect(taken).toHaveLength(5);
        expect(taken.at(-1)?.contactId).toBe(contactId);
        expect(await take(3)).toEqual([]);
        must(await store.contacts.test(provider, { contactId }));
        expect((await take(3)).map((one) => one.contactId)).toEqual([contactId]);
      }),
    );

    it(
      "changes nothing and tells nobody when one look of two fails",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { deployment } = await choirDeployment(scene);
        const look = openedLook(deployment.id);
        must(await store.incidents.settle(worker, look));
        await expect(store.incidents.settle(worker, look)).rejects.toThrow("UNIQUE constraint failed");
        expect(await store.incidents.list(choir.actor, { deploymentId: deployment.id })).toHaveLength(1);
      }),
    );

    it(
      "takes a code however it is typed, once, and not after five wrong ones or a week",
      withStore(setup, async (scene) => {
        const { store, choir, clock } = scene;
        const { contactId, code } = await mailContact(scene, choir.operator.id, "cara@choir.example");
        const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`;
        expect(must(await store.contacts.verify(choir.actor, { contactId, code: typed })).verifiedAt).not.toBeNull();
        const invalid = { ok: false, conflict: { code: "code-invalid" } };
        expect(await store.contacts.verify(choir.actor, { contactId, code })).toEqual(invalid);
        const other = await mailContact(scene, choir.operator.id, "other@choir.example");
        for (let tries = 0; tries < 5; tries += 1) {
          expect(await store.contacts.verify(choir.actor, { ...other, code: "22222222" })).toEqual(invalid);
        }
        expect(await store.contacts.verify(choir.actor, other)).toEqual(invalid);
        const third = await mailContact(scene, choir.operator.id, "third@choir.example");
        clock.advance(7 * 24 * 3600 + 1);
        expect(await store.contacts.verify(choir.actor, third)).toEqual(invalid);
      }),
    );

    it(
      "lets owners and providers say who is told, and editors and others not",
      withStore(setup, async (scene) => {
        const { store, choir, newsroom, provider } = scene;
        const wanted = {
          operatorId: choir.operator.id,
          kind: "mail",
          address: "x@y.example",
          ciphertext: null,
        } as const;
        const editor = { ...choir.actor, ownedOperatorIds: [] };
        expect(await store.contacts.create(editor, wanted)).toMatchObject({ conflict: { code: "forbidden" } });
        expect(await store.contacts.create(newsroom.actor, wanted)).toMatchObject({ conflict: { code: "not-found" } });
        must(await store.contacts.create(choir.actor, wanted));
        expect(await store.contacts.create(provider, wanted)).toMatchObject({ conflict: { code: "taken" } });
        const installation = { ...wanted, operatorId: null };
        expect(await store.contacts.create(choir.actor, installation)).toMatchObject({
          conflict: { code: "forbidden" },
        });
        expect(await store.contacts.list(choir.actor, { operatorId: null })).toEqual([]);
      }),
    );

    it(
      "tells of a run once, and programs of every run that ends",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { deployment, plan } = await choirDeployment(scene);
        const hook = {
          operatorId: choir.operator.id,
          kind: "webhook",
          address: "https://shop.example/",
          ciphertext: new Uint8Array([1]),
        } as const;
        const { id: contactId } = must(await store.contacts.create(choir.actor, hook));
        const [test] = await store.notifications.list(choir.actor, { contactId });
        await finish(scene, test?.id ?? "", "sent");
        expect((await store.contacts.get(choir.actor, { contactId }))?.verifiedAt).not.toBeNull();
        const { id: runId } = await deployPlan(store, choir.actor, plan.id);
        const look = { waitingIn: [], waitingSince: at, limit: 10 };
        expect(await store.incidents.untoldRuns(worker, look)).toMatchObject([{ run: { id: runId }, stage: "over" }]);
        const once = { runId, stage: "over", incidents: null };
        expect(must(await store.incidents.tellRun(worker, once))).toBe(1);
        expect(must(await store.incidents.tellRun(worker, once))).toBe(0);
        expect(await store.incidents.untoldRuns(worker, look)).toEqual([]);
        const [event] = await store.notifications.list(choir.actor, { contactId });
        expect(event).toMatchObject({ type: "run.succeeded", facts: { deployment: { slug: deployment.slug } } });
      }),
    );

    it(
      "switches a webhook off after days of failure, and tells the others of its owner",
      withStore(setup, async (scene) => {
        const { store, choir, clock } = scene;
        const mail = await mailContact(scene, choir.operator.id, "cara@choir.example");
        must(await store.contacts.verify(choir.actor, mail));
        const hook = {
          operatorId: choir.operator.id,
          kind: "webhook",
          address: "https://shop.example/",
          ciphertext: null,
        } as const;
        const { id: contactId } = must(await store.contacts.create(choir.actor, hook));
        const [test] = await store.notifications.list(choir.actor, { contactId });
        clock.advance(3601);
        await finish(scene, test?.id ?? "", "failed");
        expect((await store.contacts.get(choir.actor, { contactId }))?.disabledAt).not.toBeNull();
        const told = await store.notifications.list(choir.actor, { contactId: mail.contactId });
        expect(told.map(({ type }) => type)).toContain("contact.disabled");
        must(await store.contacts.test(choir.actor, { contactId }));
        expect((await store.contacts.get(choir.actor, { contactId }))?.disabledAt).toBeNull();
      }),
    );

    it(
      "closes without a word what is no longer looked at",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { deployment } = await choirDeployment(scene);
        must(await store.incidents.settle(worker, openedLook(deployment.id)));
        must(await store.incidents.settle(worker, openedLook(deployment.id, { look: "run", code: "run-failed" })));
        expect(await store.incidents.tidy(worker, { closedBefore: at })).toBe(1);
        const open = await store.incidents.list(choir.actor, { deploymentId: deployment.id, state: "open" });
        expect(open.map(({ code }) => code)).toEqual(["run-failed"]);
      }),
    );

    it(
      "never gives out the relay's password, and forgets it when the relay is another one",
      withStore(setup, async ({ store, provider, choir }) => {
        const relay = {
          host: "mail.example",
          port: 587,
          security: "starttls",
          username: "a",
          sender: "a@b.example",
        } as const;
        must(await store.contacts.setRelay(provider, { ...relay, ciphertext: new Uint8Array([7]) }));
        expect(await store.contacts.relay(choir.actor)).toBeNull();
        expect(JSON.stringify(await store.contacts.relay(provider))).not.toContain("ciphertext");
        must(await store.contacts.setRelay(provider, { ...relay, sender: "c@b.example" }));
        expect((await store.contacts.openRelay(worker))?.hasPassword).toBe(true);
        must(await store.contacts.setRelay(provider, { ...relay, host: "mail.evil.example" }));
        expect((await store.contacts.openRelay(worker))?.hasPassword).toBe(false);
      }),
    );
  });
}
