import type { WorkerActor } from "@allotment/store";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  carryOut,
  deploy,
  deploymentWith,
  finishRun,
  firstProvider,
  memberOf,
  operatorWith,
  practiceId,
  problemFrom,
  requestRun,
  sampleErased,
  startRun,
  testApi,
  type TestApi,
  type TestPerson,
} from "../testing/index.ts";

const worker: WorkerActor = { kind: "worker", workerId: "test" };
const daySeconds = 24 * 3600;

describe("what a deployment is wanted to be, and what it is", () => {
  let now: number;
  let api: TestApi;
  let provider: TestPerson;
  let choir: TestPerson & { readonly operatorId: string };
  let deploymentId: string;

  beforeEach(async () => {
    now = Date.parse("2026-11-20T12:00:00.000Z");
    api = await testApi({ clock: () => new Date(now) });
    provider = await firstProvider(api);
    choir = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
    deploymentId = await deploymentWith(choir, "choir", "photos.choir.example");
    await deploy(api, choir, deploymentId);
  });
  afterEach(() => api.close());

  const view = () => choir.caller.deployment.get({ deploymentId });
  const pass = (days: number) => (now += days * daySeconds * 1000);

  async function askRemoval(graceDays = 7, backup: "take" | { declined: string } = "take") {
    return choir.caller.deployment.remove({ deploymentId, confirm: "choir", backup, graceDays });
  }

  /** What the worker does about removals. */
  async function begin(): Promise<string> {
    const [due] = await api.store.removals.due(worker, { limit: 5 });
    if (!due) throw new Error("no removal is due");
    const asked = await api.store.removals.begin(worker, { deploymentId: due.id });
    if (!asked.ok) throw new Error(asked.conflict.code);
    return asked.value.runKind;
  }

  test("is suspended and resumed by runs of their own, and everything is as it was", async () => {
    const before = await view();
    const preview = await choir.caller.deployment.preview({ deploymentId, desired: "suspended" });
    expect(preview.plan?.changes.length).toBeGreaterThan(0);
    expect(preview.plan?.counts).toMatchObject({ create: 0, delete: 0 });
    expect([...preview.stays, ...preview.elsewhere].join(" ")).not.toContain("states.");
    const { runId } = await choir.caller.deployment.suspend({ deploymentId, reason: "Holidays" });
    expect(await choir.caller.run.get({ runId: runId ?? "" })).toMatchObject({ kind: "suspend", reason: "Holidays" });
    expect(await view()).toMatchObject({ status: "installing", desired: "suspended", actual: "running" });
    await carryOut(api);
    expect(await view()).toMatchObject({ status: "suspended", desired: "suspended", actual: "suspended" });
    expect((await view()).actions).toMatchObject({
      resume: null,
      suspend: expect.any(String),
      deploy: expect.any(String),
    });
    await choir.caller.deployment.resume({ deploymentId });
    await carryOut(api);
    const after = await view();
    expect(after).toMatchObject({ status: "live", desired: "running", actual: "running" });
    expect(after.live).toEqual(before.live);
    const { document } = await choir.caller.draft.get({ deploymentId });
    const again = await choir.caller.draft.check({ deploymentId, document });
    expect(again.plan?.changes).toEqual([]);
  });

  test("a draft can be saved while it is suspended, and waits", async () => {
    const { document, etag } = await choir.caller.draft.get({ deploymentId });
    await choir.caller.deployment.suspend({ deploymentId });
    await carryOut(api);
    const photos = document.applications["photos"];
    const options = { ...photos?.options, name: "Choir photos" };
    const changed = { ...document, applications: { photos: { application: "pixelfed", ...photos, options } } };
    const preview = await choir.caller.draft.check({ deploymentId, document: changed });
    expect(preview.diagnostics.map(({ code }) => code)).toContain("changes-wait-for-resuming");
    const saved = await choir.caller.draft.set({ deploymentId, etag, document: changed });
    await choir.caller.configuration.stage({ deploymentId, etag: saved.etag });
    const plan = await choir.caller.plan.create({ deploymentId });
    expect(plan).toMatchObject({ planId: null, diagnostics: [{ code: "changes-wait-for-resuming" }] });
    await choir.caller.deployment.resume({ deploymentId });
    await carryOut(api);
    expect(await view()).toMatchObject({ status: "live", stagedChanged: true });
    await requestRun(choir, deploymentId);
    await carryOut(api);
    expect(await view()).toMatchObject({ status: "live", stagedChanged: false });
  });

  test("says what is true when a run does not get there, and offers what comes next", async () => {
    await choir.caller.deployment.suspend({ deploymentId });
    await carryOut(api, "rolled-back");
    const stuck = await view();
    expect(stuck).toMatchObject({ desired: "suspended", actual: "running", actions: { suspend: null, resume: null } });
    expect(stuck.stateText).toMatch(/still runs/);
    expect((await provider.caller.fleet.list())[0]).toMatchObject({ needsAttention: true });
    expect(await choir.caller.deployment.resume({ deploymentId })).toEqual({ runId: null });
    expect(await view()).toMatchObject({ desired: "running", actual: "running" });
  });

  test("of two people who suspend it at once, one is told that it is under way", async () => {
    const editor = await memberOf(api, choir, choir.operatorId, "carlos", "editor");
    const both = await Promise.allSettled([
      choir.caller.deployment.suspend({ deploymentId }),
      editor.caller.deployment.suspend({ deploymentId }),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await carryOut(api);
    expect((await problemFrom(choir.caller.deployment.suspend({ deploymentId }))).code).toBe("already-desired");
  });

  test("is removed by its short name, suspended at once, and can be kept until the time is over", async () => {
    const wrong = choir.caller.deployment.remove({ deploymentId, confirm: "Choir!", backup: "take", graceDays: 7 });
    expect((await problemFrom(wrong)).summary).toContain("“choir”");
    const { runId, eraseAt } = await askRemoval();
    expect(eraseAt).toBe("2026-11-27T12:00:00.000Z");
    expect((await choir.caller.run.get({ runId: runId ?? "" })).kind).toBe("suspend");
    await carryOut(api);
    expect(await view()).toMatchObject({ status: "removing", removal: { graceDays: 7, requestedByName: "carla" } });
    expect((await view()).stateText).toContain("2026-11-27");
    expect((await problemFrom(choir.caller.plan.create({ deploymentId }))).code).toBe("removal-pending");
    expect((await problemFrom(choir.caller.deployment.suspend({ deploymentId }))).code).toBe("removal-pending");
    await choir.caller.deployment.keep({ deploymentId });
    expect(await view()).toMatchObject({ status: "suspended", desired: "suspended", removal: null });
    const history = await choir.caller.deployment.removalHistory({ deploymentId });
    expect(history.map(({ decision, who }) => [decision, who])).toEqual([
      ["kept", "carla"],
      ["asked", "carla"],
    ]);
    pass(30);
    expect(await api.store.removals.due(worker, { limit: 5 })).toEqual([]);
    await choir.caller.deployment.resume({ deploymentId });
    await carryOut(api);
    expect(await view()).toMatchObject({ status: "live" });
  });

  test("is erased when the time is over, and leaves its record; then others may have its names", async () => {
    const club = await operatorWith(api, provider, { operator: "Club", username: "mallory" });
    const preview = await choir.caller.deployment.preview({ deploymentId, desired: "removed" });
    expect(preview.erased.flatMap(({ things }) => things.map(({ kindText }) => kindText))).toContain("Files");
    expect(preview).toMatchObject({ backupPossible: true, onlyDraft: false });
    await askRemoval(7, { declined: "Everybody has a copy of it." });
    await carryOut(api);
    pass(7);
    expect(await begin()).toBe("remove");
    const host = "photos.choir.example";
    expect(await club.caller.domain.check({ host })).toMatchObject({ availability: "taken" });
    expect(await choir.caller.deployment.erasure({ deploymentId })).toBeNull();
    await carryOut(api);
    expect(await club.caller.domain.check({ host })).toMatchObject({ availability: "free" });
    const gone = await view();
    expect(gone).toMatchObject({ status: "removed", live: null, domains: [], removedAt: expect.any(String) });
    expect(Object.values(gone.actions).filter((reason) => reason === null)).toEqual([]);
    const record = await choir.caller.deployment.erasure({ deploymentId });
    expect(record).toMatchObject({
      requestedByName: "carla",
      backup: { declined: "Everybody has a copy of it." },
      machines: [{ machine: "amber", bytes: 4096, files: 3, things: [{ kindText: "Files" }] }],
      hosts: [{ host }],
    });
    expect(JSON.stringify(record)).not.toContain("states.");
    expect(await choir.caller.deployment.list()).toEqual([]);
    expect(await choir.caller.deployment.list({ removed: true })).toMatchObject([{ id: deploymentId }]);
    expect(await provider.caller.fleet.list()).toEqual([]);
    const { document, etag } = await choir.caller.draft.get({ deploymentId });
    const save = choir.caller.draft.set({ deploymentId, etag, document });
    expect((await problemFrom(save)).code).toBe("deployment-removed");
    const again = {
      operatorId: choir.operatorId,
      environmentId: await practiceId(choir),
      slug: "choir",
      title: "Choir",
    };
    expect((await problemFrom(choir.caller.deployment.create(again))).code).toBe("taken");
    const next = await deploymentWith(club, "club", host);
    await deploy(api, club, next);
    expect((await club.caller.deployment.get({ deploymentId: next })).status).toBe("live");
  });

  test("leaves everything as it is when the last backup fails, and can be kept then", async () => {
    await askRemoval(0);
    await carryOut(api);
    await begin();
    await finishRun(api, await startRun(api), "failed", "backing-up");
    expect(await view()).toMatchObject({ status: "removing", actual: "suspended" });
    expect((await view()).machines.length + (await view()).domains.length).toBeGreaterThan(0);
    expect(await choir.caller.deployment.erasure({ deploymentId })).toBeNull();
    await choir.caller.deployment.keep({ deploymentId });
    expect(await view()).toMatchObject({ status: "suspended" });
  });

  test("takes up again what stopped half way, and cannot be kept any more", async () => {
    await askRemoval(0);
    await carryOut(api);
    await begin();
    await finishRun(api, await startRun(api), "failed", "erasing");
    expect((await view()).stateText).toMatch(/rest is not/);
    expect((await view()).actions.keep).not.toBeNull();
    expect((await problemFrom(choir.caller.deployment.keep({ deploymentId }))).code).toBe("erasing-begun");
    expect(await choir.caller.deployment.erasure({ deploymentId })).toBeNull();
    await expect(begin()).rejects.toThrow("no removal is due");
    now += 1000;
    await choir.caller.deployment.eraseNow({ deploymentId, confirm: "choir" });
    await begin();
    await carryOut(api);
    const record = await choir.caller.deployment.erasure({ deploymentId });
    expect(record?.machines.map(({ machine }) => machine)).toEqual(Object.keys(sampleErased));
  });

  test("is erased before its time by whoever types its name once more", async () => {
    await askRemoval(30);
    const wrong = choir.caller.deployment.eraseNow({ deploymentId, confirm: "" });
    expect((await problemFrom(wrong)).code).toBe("not-confirmed");
    // Also while the run that suspends is under way.
    await choir.caller.deployment.eraseNow({ deploymentId, confirm: "choir" });
    await carryOut(api);
    expect(await begin()).toBe("remove");
    await carryOut(api);
    expect(await view()).toMatchObject({ status: "removed" });
  });

  test("takes no backup where none is configured, and wants to hear why", async () => {
    const { document, etag } = await choir.caller.draft.get({ deploymentId });
    const without = { ...document, backups: { ...document.backups, enabled: false } };
    await choir.caller.draft.set({ deploymentId, etag, document: without });
    await deploy(api, choir, deploymentId);
    expect((await problemFrom(askRemoval())).code).toBe("no-backup-to-take");
    expect((await problemFrom(askRemoval(7, { declined: "no" }))).code).toBe("invalid-input");
    expect(await view()).toMatchObject({ status: "live", removal: null });
    await askRemoval(7, { declined: "Nobody needs it." });
    expect(await view()).toMatchObject({ status: "removing" });
  });

  test("what was never installed is gone at once", async () => {
    const draft = await deploymentWith(choir, "quartet", "quartet.choir.example");
    const preview = await choir.caller.deployment.preview({ deploymentId: draft, desired: "removed" });
    expect(preview).toMatchObject({ onlyDraft: true, plan: null, erased: [] });
    const wish = {
      deploymentId: draft,
      confirm: "quartet",
      backup: { declined: "It is only a draft." },
      graceDays: 14,
    };
    expect(await choir.caller.deployment.remove(wish)).toEqual({ runId: null, eraseAt: null });
    expect(await choir.caller.deployment.get({ deploymentId: draft })).toMatchObject({ status: "removed" });
    expect(await choir.caller.deployment.erasure({ deploymentId: draft })).toMatchObject({ runId: null, machines: [] });
  });

  test("editors suspend; only owners and providers remove", async () => {
    const editor = await memberOf(api, choir, choir.operatorId, "carlos", "editor");
    const { actions } = await editor.caller.deployment.get({ deploymentId });
    expect(actions).toMatchObject({ suspend: null, remove: expect.stringContaining("owners") });
    const wish = { deploymentId, confirm: "choir", backup: "take", graceDays: 0 } as const;
    expect((await problemFrom(editor.caller.deployment.remove(wish))).code).toBe("forbidden");
    await provider.caller.deployment.remove(wish);
    for (const call of [
      editor.caller.deployment.keep({ deploymentId }),
      editor.caller.deployment.eraseNow({ deploymentId, confirm: "choir" }),
    ]) {
      expect((await problemFrom(call)).code).toBe("forbidden");
    }
    await choir.caller.deployment.keep({ deploymentId });
  });
});
