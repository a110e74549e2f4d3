import { system } from "@allotment/store";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  cookieOf,
  firstProvider,
  memberOf,
  operatorWith,
  personNamed,
  problemFrom,
  samplePassword,
  sampleRecipient,
  testApi,
  tokenOf,
  type TestApi,
  type TestPerson,
} from "../testing/index.ts";

describe("links", () => {
  let api: TestApi;
  let provider: TestPerson;

  beforeEach(async () => {
    api = await testApi();
    provider = await firstProvider(api);
  });
  afterEach(() => api.close());

  const account = (username: string) => ({ username, name: username });

  test("the link for the first account works once, and then never again", async () => {
    const fresh = await testApi();
    const setup = await fresh.store.invitations.ensureSetup(system, {});
    const token = setup?.token ?? "";
    const { caller, responseHeaders } = await fresh.api.callerFor(new Headers());
    expect(await caller.setup.check({ token })).toEqual({ usable: true });
    await caller.setup.run({ token, username: "first", name: "First", password: samplePassword });
    expect(cookieOf(responseHeaders)).toContain("allotment.session_token=");
    expect(await caller.setup.check({ token })).toEqual({ usable: false });
    const again = caller.setup.run({ token, username: "second", name: "Second", password: samplePassword });
    expect((await problemFrom(again)).code).toBe("invitation-invalid");
    expect((await fresh.store.users.list(system, {})).map(({ username }) => username)).toEqual(["first"]);
    fresh.close();
  });

  test("the first account finds an environment to practise in, with valid machines and sealed keys", async () => {
    const environment = await provider.caller.environment.get({ slug: "practice" });
    expect(environment.practice).toBe(true);
    expect(environment.machines).toHaveLength(3);
    const { valid, diagnostics } = await provider.caller.environment.check({ yaml: environment.yaml });
    expect({ valid, diagnostics: diagnostics.filter(({ severity }) => severity === "error") }).toEqual({
      valid: true,
      diagnostics: [],
    });
    const owner = { kind: "environment", environmentId: environment.id } as const;
    const given = new Set((await provider.caller.secret.list({ owner })).map(({ id }) => id));
    const references = [...environment.yaml.matchAll(/\$secret: (\S+)/g)].map((match) => match[1] ?? "");
    expect(references).toHaveLength(4);
    expect(references.every((id) => given.has(id))).toBe(true);
  });

  test("without a worker's recipient no first account is made, and the link still works afterwards", async () => {
    const fresh = await testApi({ withoutWorker: true });
    const setup = await fresh.store.invitations.ensureSetup(system, {});
    const input = { token: setup?.token ?? "", username: "first", name: "First", password: samplePassword };
    const refused = await problemFrom(fresh.as(null).setup.run(input));
    expect(refused.code).toBe("worker-missing");
    expect(await fresh.store.users.list(system, {})).toEqual([]);
    await fresh.store.settings.set(system, { key: "worker-recipient", value: sampleRecipient });
    await expect(fresh.as(null).setup.run(input)).resolves.toBeNull();
    fresh.close();
  });

  test("an invitation makes one member with the role it names; of two people with it, one gets in", async () => {
    const operator = await provider.caller.operator.create({ name: "Choir" });
    const { url } = await provider.caller.invitation.create({
      kind: "member",
      operatorId: operator.id,
      memberRole: "owner",
    });
    const token = tokenOf(url);
    expect(await api.as(null).invitation.check({ token })).toMatchObject({ kind: "invite", operatorName: "Choir" });
    const results = await Promise.allSettled(
      ["carla", "mallory"].map((name) =>
        api.as(null).invitation.accept({ token, account: account(name), password: samplePassword }),
      ),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const members = await provider.caller.member.list({ operatorId: operator.id });
    expect(members).toHaveLength(1);
    expect(await api.store.users.list(system, {})).toHaveLength(2);
    expect(await api.as(null).invitation.check({ token })).toBeNull();
  });

  test("an invitation that was withdrawn is useless", async () => {
    const operator = await provider.caller.operator.create({ name: "Choir" });
    const made = await provider.caller.invitation.create({
      kind: "member",
      operatorId: operator.id,
      memberRole: "owner",
    });
    await provider.caller.invitation.revoke({ invitationId: made.invitation.id });
    const used = api.as(null).invitation.accept({
      token: tokenOf(made.url),
      account: account("carla"),
      password: samplePassword,
    });
    expect((await problemFrom(used)).code).toBe("invitation-invalid");
    const [listed] = await provider.caller.invitation.list({});
    expect(listed).toMatchObject({ state: "revoked" });
  });

  test("a link for a new password works once, ends every session, and the old password is gone", async () => {
    const carla = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
    const open = await api.fetch("session.create", { username: "carla", password: samplePassword });
    const { url } = await provider.caller.invitation.create({ kind: "reset", userId: carla.actor.userId });
    const token = tokenOf(url);
    expect(await api.as(null).invitation.check({ token })).toMatchObject({ kind: "reset", username: "carla" });
    await api.as(null).invitation.accept({ token, password: "another long one" });
    const again = api.as(null).invitation.accept({ token, password: "a third long one" });
    expect((await problemFrom(again)).code).toBe("invitation-invalid");
    const cookie = cookieOf(open.headers);
    const session = await api.fetch("session.get", undefined, { method: "GET", cookie });
    expect(await session.json()).toEqual({ result: { data: null } });
    expect((await api.fetch("session.create", { username: "carla", password: samplePassword })).status).toBe(401);
    expect((await api.fetch("session.create", { username: "carla", password: "another long one" })).status).toBe(200);
  });

  test("owners invite into their own operator only, and nobody but providers resets passwords", async () => {
    const carla = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
    const club = await provider.caller.operator.create({ name: "Club" });
    const editor = await memberOf(api, carla, carla.operatorId, "carlos", "editor");
    expect((await personNamed(api, "carlos")).actor.ownedOperatorIds).toEqual([]);
    const foreign = carla.caller.invitation.create({ kind: "member", operatorId: club.id, memberRole: "owner" });
    expect((await problemFrom(foreign)).code).toBe("not-found");
    for (const caller of [carla.caller, editor.caller]) {
      const reset = caller.invitation.create({ kind: "reset", userId: provider.actor.userId });
      expect((await problemFrom(reset)).code).toBe("forbidden");
      expect((await problemFrom(caller.invitation.create({ kind: "provider" }))).code).toBe("forbidden");
    }
  });

  test.each([
    ["a", samplePassword],
    ["ca rla", samplePassword],
    ["carla\n", "short"],
    ["carla", "short"],
    ["carla", "x".repeat(300)],
    ["c".repeat(31), samplePassword],
  ])("an account named %j with password of %j is not made", async (username, password) => {
    const operator = await provider.caller.operator.create({ name: "Choir" });
    const { url } = await provider.caller.invitation.create({
      kind: "member",
      operatorId: operator.id,
      memberRole: "owner",
    });
    const token = tokenOf(url);
    const made = api.as(null).invitation.accept({ token, account: { username, name: "Carla" }, password });
    expect((await problemFrom(made)).code).toBe("invalid-input");
    expect(await api.as(null).invitation.check({ token })).not.toBeNull();
  });
});
