import { describe, expect, it } from "vitest";
import { system } from "../../actor.ts";
import { actorOf, createUser, must } from "../sample-data.ts";
import { type StoreSetup, withStore } from "./setup.ts";

/** Accounts, invitations and members. */
export function peopleContract(setup: StoreSetup): void {
  describe("people", () => {
    it("makes the first provider by a link that works once, and never again", async () => {
      const store = await setup.open(() => new Date("2026-11-20T12:00:00Z"));
      const first = await store.invitations.ensureSetup(system, {});
      const second = await store.invitations.ensureSetup(system, {});
      expect(await store.invitations.find(system, { token: first?.token ?? "" })).toBeNull();
      await createUser(store, "pat");
      const token = second?.token ?? "";
      must(await store.invitations.accept(system, { token, userId: "pat" }));
      expect((await actorOf(store, "pat")).role).toBe("provider");
      expect(await store.invitations.ensureSetup(system, {})).toBeNull();
      const again = await store.invitations.accept(system, { token, userId: "pat" });
      expect(again).toMatchObject({ ok: false, conflict: { code: "invitation-invalid" } });
      await setup.close(store);
    });

    it(
      "lets an owner invite into the own operator only, for seven days",
      withStore(setup, async ({ store, clock, choir, newsroom }) => {
        const facts = { userRole: "operator", memberRole: "editor" } as const;
        const made = must(await store.invitations.invite(choir.actor, { ...facts, operatorId: choir.operator.id }));
        expect(JSON.stringify(await store.invitations.list(choir.actor, {}))).not.toContain(made.token);
        const elsewhere = await store.invitations.invite(choir.actor, { ...facts, operatorId: newsroom.operator.id });
        expect(elsewhere).toMatchObject({ ok: false, conflict: { code: "not-found" } });
        const provider = { userRole: "provider", memberRole: null, operatorId: null } as const;
        const above = await store.invitations.invite(choir.actor, provider);
        expect(above).toMatchObject({ ok: false, conflict: { code: "forbidden" } });
        clock.advance(8 * 24 * 3600);
        expect(await store.invitations.find(system, { token: made.token })).toBeNull();
      }),
    );

    it(
      "gives an invited person the membership, as an editor who cannot invite",
      withStore(setup, async ({ store, choir }) => {
        const operatorId = choir.operator.id;
        const facts = { userRole: "operator", memberRole: "editor", operatorId } as const;
        const { token } = must(await store.invitations.invite(choir.actor, facts));
        await createUser(store, "ed");
        must(await store.invitations.accept(system, { token, userId: "ed" }));
        const editor = await actorOf(store, "ed");
        expect(editor).toMatchObject({ role: "operator", operatorIds: [operatorId], ownedOperatorIds: [] });
        const refused = await store.invitations.invite(editor, facts);
        expect(refused).toMatchObject({ ok: false, conflict: { code: "forbidden" } });
      }),
    );

    it(
      "shuts a disabled account out and keeps the last provider",
      withStore(setup, async ({ store, provider, choir }) => {
        must(await store.users.setDisabled(provider, { userId: choir.actor.userId, disabled: true }));
        expect(await store.users.actorOf(system, { userId: choir.actor.userId })).toBeNull();
        const last = await store.users.setDisabled(provider, { userId: provider.userId, disabled: true });
        expect(last).toMatchObject({ ok: false, conflict: { code: "last-provider" } });
        expect(await store.users.actorOf(system, { userId: provider.userId })).not.toBeNull();
      }),
    );

    it(
      "resets a password for the named person only",
      withStore(setup, async ({ store, provider, choir, newsroom }) => {
        const { token } = must(await store.invitations.reset(provider, { userId: choir.actor.userId }));
        const wrong = await store.invitations.accept(system, { token, userId: newsroom.actor.userId });
        expect(wrong).toMatchObject({ ok: false, conflict: { code: "invitation-invalid" } });
        expect((await store.invitations.accept(system, { token, userId: choir.actor.userId })).ok).toBe(true);
      }),
    );

    it(
      "takes a link no longer when its maker may no longer make it",
      withStore(setup, async ({ store, provider, choir }) => {
        const operatorId = choir.operator.id;
        const facts = { userRole: "operator", memberRole: "editor", operatorId } as const;
        const opens = async (token: string) => (await store.invitations.find(system, { token })) !== null;
        const invite = async (actor = choir.actor) => must(await store.invitations.invite(actor, facts)).token;
        const { userId } = choir.actor;

        const [own, provided] = [await invite(), await invite(provider)];
        must(await store.operators.putMember(provider, { operatorId, userId, role: "editor" }));
        expect(await opens(own)).toBe(false);
        must(await store.operators.putMember(provider, { operatorId, userId, role: "owner" }));
        const again = await invite();
        must(await store.operators.removeMember(provider, { operatorId, userId }));
        must(await store.operators.putMember(provider, { operatorId, userId, role: "owner" }));
        expect(await opens(again)).toBe(false);
        const last = await invite();
        must(await store.users.setDisabled(provider, { userId, disabled: true }));
        must(await store.users.setDisabled(provider, { userId, disabled: false }));
        expect(await opens(last)).toBe(false);
        expect(await opens(provided)).toBe(true);
        await createUser(store, "ed");
        const late = await store.invitations.accept(system, { token: again, userId: "ed" });
        expect(late).toMatchObject({ ok: false, conflict: { code: "invitation-invalid" } });
      }),
    );

    it(
      "keeps what the system made, whoever comes and goes",
      withStore(setup, async ({ store, provider, choir }) => {
        const { token } = must(await store.invitations.reset(system, { userId: choir.actor.userId }));
        await createUser(store, "pia", "provider");
        must(await store.users.setDisabled(system, { userId: provider.userId, disabled: true }));
        expect(await store.invitations.find(system, { token })).not.toBeNull();
      }),
    );

    it(
      "leaves one way at most to set a password, and none when it was set",
      withStore(setup, async ({ store, provider, choir }) => {
        const { userId } = choir.actor;
        const reset = async () => must(await store.invitations.reset(provider, { userId })).token;
        const opens = async (token: string) => (await store.invitations.find(system, { token })) !== null;
        const [first, second] = [await reset(), await reset()];
        expect([await opens(first), await opens(second)]).toEqual([false, true]);
        await store.users.endSessions(system, { userId });
        expect(await opens(second)).toBe(false);
      }),
    );

    it(
      "keeps members of a disabled operator from changing anything",
      withStore(setup, async ({ store, provider, choir, environment }) => {
        must(await store.operators.setDisabled(provider, { operatorId: choir.operator.id, disabled: true }));
        const made = await store.deployments.create(choir.actor, {
          operatorId: choir.operator.id,
          environmentId: environment.id,
          slug: "late",
          title: "Late",
          draft: { schemaVersion: 1, applications: {}, backups: emptyBackups },
        });
        expect(made).toMatchObject({ ok: false, conflict: { code: "operator-disabled" } });
      }),
    );
  });
}

const emptyBackups = {
  enabled: false,
  schedule: "daily",
  time: "02:30",
  retention: { daily: 1, weekly: 0, monthly: 0 },
} as const;
