import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  carryOut,
  deploy,
  deploymentWith,
  firstProvider,
  operatorWith,
  pixelfed,
  problemFrom,
  requestRun,
  testApi,
  type TestApi,
  type TestPerson,
} from "../testing/index.ts";

describe("from a draft to what is live", () => {
  let api: TestApi;
  let provider: TestPerson;
  let choir: TestPerson & { readonly operatorId: string };
  let deploymentId: string;

  beforeEach(async () => {
    api = await testApi();
    provider = await firstProvider(api);
    choir = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
    deploymentId = await deploymentWith(choir, "choir", "photos.choir.example");
  });
  afterEach(() => api.close());

  test("a draft becomes live by a plan and a run, and everything about it is recorded", async () => {
    const { deployment, run, configuration, backup, plan } = choir.caller;
    expect((await deployment.get({ deploymentId })).status).toBe("draft");
    const runId = await requestRun(choir, deploymentId);
    expect((await run.get({ runId })).state).toBe("requested");
    expect((await deployment.get({ deploymentId })).status).toBe("installing");
    await carryOut(api);
    const ended = await run.get({ runId });
    expect(ended).toMatchObject({ state: "succeeded", over: true, practice: true });
    expect(ended.results).toMatchObject([{ instance: "photos", url: "https://photos.choir.example/" }]);
    const live = await deployment.get({ deploymentId });
    expect(live).toMatchObject({ status: "live", draftChanged: false, stagedChanged: false });
    expect(live.instances).toMatchObject([{ slug: "photos", name: "Pixelfed", web: "photos.choir.example" }]);
    expect(await configuration.list({ deploymentId })).toMatchObject([{ number: 1, staged: true, deployed: true }]);
    const backups = await backup.get({ deploymentId });
    expect(backups.repository).toMatchObject({ endpoint: "https://backup.practice.example", schedule: "daily" });
    expect(backups.snapshots).toEqual([]);
    expect(backups.included.length).toBeGreaterThan(0);
    const details = await plan.get({ planId: live.deployedPlanId ?? "" });
    expect(details).toMatchObject({ deployed: true, stale: [] });
  });

  test("the plan of a changed option shows exactly that, and rolling back is a new revision with its own plan", async () => {
    const { caller } = choir;
    await deploy(api, choir, deploymentId);
    const [first] = await caller.configuration.list({ deploymentId });
    const { document, etag } = await caller.draft.get({ deploymentId });
    const photos = document.applications["photos"];
    const changed = {
      ...document,
      applications: {
        photos: { ...photos, application: "pixelfed", options: { ...photos?.options, name: "Choir photos" } },
      },
    };
    await caller.draft.set({ deploymentId, etag, document: changed });
    const compared = await caller.configuration.compare({ deploymentId });
    expect(compared.draftAgainstDeployed).toMatchObject([
      { address: "applications.photos.options.name", kind: "changed", after: "Choir photos" },
    ]);
    await requestRun(choir, deploymentId);
    const [planned] = await caller.plan.list({ deploymentId });
    const plan = await caller.plan.get({ planId: planned?.id ?? "" });
    expect(plan.changes.map(({ address, kind }) => ({ address, kind }))).toEqual([
      { address: "instances.photos.options.name", kind: "option" },
    ]);
    expect(plan.diff).toContain('+        "name": "Choir photos"');
    await carryOut(api);
    const { draftEtag } = await caller.deployment.get({ deploymentId });
    const back = await caller.deployment.rollBack({ deploymentId, revisionId: first?.id ?? "", etag: draftEtag });
    expect(back.planId).not.toBeNull();
    const revisions = await caller.configuration.list({ deploymentId });
    expect(revisions.map(({ number, rolledBackFrom }) => ({ number, rolledBackFrom }))).toEqual([
      { number: 3, rolledBackFrom: first?.id },
      { number: 2, rolledBackFrom: null },
      { number: 1, rolledBackFrom: null },
    ]);
    const { runId } = await caller.run.create({ planId: back.planId ?? "" });
    await carryOut(api);
    expect(await caller.run.get({ runId })).toMatchObject({ kind: "rollback", state: "succeeded" });
  });

  test("going back replaces no changes that are not saved, whoever made them", async () => {
    const { caller } = choir;
    await deploy(api, choir, deploymentId);
    const { draftEtag, stagedRevisionId } = await caller.deployment.get({ deploymentId });
    const revisionId = stagedRevisionId ?? "";
    const { document } = await caller.draft.get({ deploymentId });
    const changed = { ...document, backups: { ...document.backups, time: "05:15" } };
    const { etag } = await caller.draft.set({ deploymentId, etag: draftEtag, document: changed });
    const late = await problemFrom(caller.deployment.rollBack({ deploymentId, revisionId, etag: draftEtag }));
    expect(late.code).toBe("draft-changed");
    const unsaved = await problemFrom(caller.deployment.rollBack({ deploymentId, revisionId, etag }));
    expect(unsaved.code).toBe("draft-unsaved");
    expect((await caller.draft.get({ deploymentId })).document).toEqual(changed);
    expect((await caller.deployment.get({ deploymentId })).actions.rollBack).toContain("not saved");
  });

  test("a plan whose parent is no longer live is refused with what changed", async () => {
    const { caller } = choir;
    const { etag } = await caller.draft.get({ deploymentId });
    await caller.configuration.stage({ deploymentId, etag });
    const { planId } = await caller.plan.create({ deploymentId });
    await deploy(api, choir, deploymentId);
    const details = await caller.draft.get({ deploymentId });
    await caller.backup.set({
      deploymentId,
      etag: details.etag,
      backups: { ...details.document.backups, time: "04:00" },
    });
    await deploy(api, choir, deploymentId);
    const problem = await problemFrom(caller.run.create({ planId: planId ?? "" }));
    expect(problem.code).toBe("plan-stale");
    expect(problem.details).toMatchObject({ kind: "stale" });
    expect((await caller.plan.get({ planId: planId ?? "" })).stale.length).toBeGreaterThan(0);
  });

  test("of two people who deploy at once, the second is told which run is under way", async () => {
    const runId = await requestRun(choir, deploymentId);
    const [planned] = await choir.caller.plan.list({ deploymentId });
    const problem = await problemFrom(choir.caller.run.create({ planId: planned?.id ?? "" }));
    expect(problem).toMatchObject({ code: "run-active", details: { kind: "run", runId } });
  });

  test("a plan with warnings does not start before each was ticked", async () => {
    const { caller } = choir;
    const { etag, document } = await caller.draft.get({ deploymentId });
    await caller.backup.set({ deploymentId, etag, backups: { ...document.backups, enabled: false } });
    const present = await caller.draft.get({ deploymentId });
    await caller.configuration.stage({ deploymentId, etag: present.etag });
    const { planId } = await caller.plan.create({ deploymentId });
    const problem = await problemFrom(caller.run.create({ planId: planId ?? "" }));
    expect(problem).toMatchObject({ code: "not-acknowledged", details: { kind: "names" } });
    const { warnings } = await caller.plan.get({ planId: planId ?? "" });
    const acknowledged = warnings.map(({ code }) => code);
    expect(acknowledged).toContain("backups-off");
    await expect(caller.run.create({ planId: planId ?? "", acknowledged })).resolves.toHaveProperty("runId");
  });

  test("a second deployment gets other machines, and is told when none is left", async () => {
    await deploy(api, choir, deploymentId);
    const club = await operatorWith(api, provider, { operator: "Club", username: "clara" });
    const second = await deploymentWith(club, "club", "photos.club.example");
    await deploy(api, club, second);
    const machines = (await provider.caller.fleet.list()).map((row) => row.machines);
    expect(new Set(machines.flat()).size).toBe(2);
    const third = await deploymentWith(club, "club-2", "photos2.club.example");
    await deploy(api, club, third);
    const fourth = await deploymentWith(club, "club-3", "photos3.club.example");
    const { document } = await club.caller.draft.get({ deploymentId: fourth });
    const preview = await club.caller.draft.check({ deploymentId: fourth, document });
    expect(preview.plan).toBeNull();
    expect(preview.diagnostics.map(({ code }) => code)).toContain("no-machine");
    expect(JSON.stringify(preview)).not.toMatch(/choir/i);
  });

  test("what is live keeps its address until a run has changed it, and gives it up then", async () => {
    const club = await operatorWith(api, provider, { operator: "Club", username: "clara" });
    await deploy(api, choir, deploymentId);
    const { etag, document } = await choir.caller.draft.get({ deploymentId });
    const moved = { ...document, applications: { photos: pixelfed("pictures.choir.example") } };
    const saved = await choir.caller.draft.set({ deploymentId, etag, document: moved });
    await choir.caller.configuration.stage({ deploymentId, etag: saved.etag });
    const check = () => club.caller.domain.check({ host: "photos.choir.example" });
    expect(await check()).toMatchObject({ availability: "taken" });
    await deploy(api, choir, deploymentId);
    const again = await choir.caller.draft.get({ deploymentId });
    await choir.caller.configuration.stage({ deploymentId, etag: again.etag, message: "Again" });
    expect(await check()).toMatchObject({ availability: "free" });
  });

  test("a save that was refused because of another draft gives up no address", async () => {
    const first = await choir.caller.draft.get({ deploymentId });
    await choir.caller.configuration.stage({ deploymentId, etag: first.etag });
    const moved = { ...first.document, applications: { photos: pixelfed("pictures.choir.example") } };
    const present = await choir.caller.draft.get({ deploymentId });
    await choir.caller.draft.set({ deploymentId, etag: present.etag, document: moved });
    const problem = await problemFrom(choir.caller.configuration.stage({ deploymentId, etag: present.etag }));
    expect(problem.code).toBe("draft-changed");
    const { domains } = await choir.caller.domain.list({ deploymentId });
    expect(domains.map(({ host }) => host)).toEqual(["photos.choir.example"]);
  });
});
