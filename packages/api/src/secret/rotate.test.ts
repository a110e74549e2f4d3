import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  carryOut,
  configurationOf,
  deploy,
  deploymentWith,
  firstProvider,
  operatorWith,
  practiceId,
  problemFrom,
  requestRun,
  testApi,
  type TestApi,
  type TestPerson,
} from "../testing/index.ts";

const path = "videos/signing-key";

describe("replacing a secret", () => {
  let api: TestApi;
  let choir: TestPerson & { readonly operatorId: string };
  let deploymentId: string;

  beforeAll(async () => {
    api = await testApi();
    const provider = await firstProvider(api);
    choir = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
    const videos = {
      application: "peertube",
      options: { domain: "videos.choir.example", adminEmail: "a@choir.example" },
    };
    const made = await choir.caller.deployment.create({
      operatorId: choir.operatorId,
      environmentId: await practiceId(choir),
      slug: "choir",
      title: "Choir",
      applications: configurationOf({ videos }).applications,
    });
    deploymentId = made.deploymentId;
  });
  afterAll(() => api.close());

  const seen = async (which: string) => {
    const { live } = await choir.caller.secret.overview({ deploymentId });
    return live?.generated.find((one) => one.path === which);
  };

  async function rotate(which: string, replace = true) {
    const { etag } = await choir.caller.draft.get({ deploymentId });
    return choir.caller.secret.rotate({ deploymentId, etag, path: which, replace });
  }

  /** What the draft says other than what is saved. */
  async function unsaved(): Promise<string[]> {
    const { draftAgainstStaged } = await choir.caller.configuration.compare({ deploymentId });
    return draftAgainstStaged.map(({ address, before, after }) => `${address} ${String(before)} ${String(after)}`);
  }

  test("begins with nothing: secrets are made with the first installation", async () => {
    expect((await choir.caller.secret.overview({ deploymentId })).live).toBeNull();
    expect((await problemFrom(rotate(path))).code).toBe("not-found");
    await deploy(api, choir, deploymentId);
    expect(await seen(path)).toMatchObject({
      name: "Key of sign-ins",
      instance: "videos",
      rotation: "with-consequences",
      replaced: 0,
      pending: false,
      readers: [{ owner: "peertube", units: ["peertube.service"] }],
    });
  });

  test("is in the draft first, can be taken back, and is seen among the changes", async () => {
    await rotate(path);
    expect(await seen(path)).toMatchObject({ replaced: 0, pending: true });
    expect(await unsaved()).toEqual(["rotations.videos/signing-key 1 2"]);
    // Twice is once.
    await rotate(path);
    expect(await unsaved()).toEqual(["rotations.videos/signing-key 1 2"]);
    await rotate(path, false);
    expect(await unsaved()).toEqual([]);
    await rotate(path);
    const { etag } = await choir.caller.draft.get({ deploymentId });
    const addresses = ["rotations.videos/signing-key"];
    await choir.caller.configuration.discard({ deploymentId, etag, to: "staged", addresses });
    expect(await unsaved()).toEqual([]);
  });

  test("shows in the plan what it does, and is real only once a run succeeded", async () => {
    await rotate(path);
    await requestRun(choir, deploymentId);
    const [kept] = await choir.caller.plan.list({ deploymentId });
    const plan = await choir.caller.plan.get({ planId: kept?.id ?? "" });
    expect(plan.changes).toMatchObject([{ kind: "secret", effect: "restart" }]);
    expect(JSON.stringify(plan.changes)).toContain("peertube.service");
    expect(plan.warnings.map(({ code }) => code)).toContain("secret-rotation-consequences");
    await carryOut(api, "rolled-back");
    expect(await seen(path)).toMatchObject({ replaced: 0, pending: true });
    await deploy(api, choir, deploymentId);
    expect(await seen(path)).toMatchObject({ replaced: 1, pending: false });
  });

  test("is refused where something would be lost, with the reason beside it", async () => {
    expect((await problemFrom(rotate("videos/root-password"))).code).toBe("secret-not-replaceable");
    expect(await seen("videos/root-password")).toMatchObject({ rotation: "never", pending: false });
    expect((await seen("videos/root-password"))?.consequence).toContain("read only once");
  });

  test("does not come undone with an older configuration, and that is said", async () => {
    const [, first] = await choir.caller.configuration.list({ deploymentId });
    const { etag } = await choir.caller.draft.get({ deploymentId });
    const back = await choir.caller.deployment.rollBack({ deploymentId, revisionId: first?.id ?? "", etag });
    const plan = await choir.caller.plan.get({ planId: back.planId ?? "" });
    expect(plan.changes).toEqual([]);
    expect(JSON.stringify(plan)).toContain("A value that was replaced does not come back");
  });
});

describe("a secret that somebody gave", () => {
  test("is replaced by giving another, which the plan shows", async () => {
    const api = await testApi();
    const provider = await firstProvider(api);
    const choir = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
    const deploymentId = await deploymentWith(choir, "choir", "photos.choir.example");
    const name = "applications.photos.options.captchaSecret";
    const give = async (value: string) => {
      const captchaSecret = await choir.caller.secret.set({
        owner: { kind: "deployment", deploymentId },
        name,
        value,
      });
      const { etag, document } = await choir.caller.draft.get({ deploymentId });
      const { application = "", options = {} } = document.applications["photos"] ?? {};
      const photos = { application, options: { ...options, captcha: true, captchaSiteKey: "key", captchaSecret } };
      await choir.caller.draft.set({ deploymentId, etag, document: { ...document, applications: { photos } } });
    };
    const seen = async () =>
      (await choir.caller.secret.overview({ deploymentId })).live?.given.find(({ address }) => address === name);
    await give("first");
    await deploy(api, choir, deploymentId);
    expect(await seen()).toMatchObject({ instance: "photos", pending: false, readers: [{ owner: "root" }] });
    await give("second");
    expect(await seen()).toMatchObject({ pending: true });
    await requestRun(choir, deploymentId);
    const [kept] = await choir.caller.plan.list({ deploymentId });
    const plan = await choir.caller.plan.get({ planId: kept?.id ?? "" });
    const change = plan.changes.find(({ address }) => address.startsWith("secrets"));
    expect(change).toMatchObject({ kind: "secret", action: "update", effect: "restart" });
    expect(JSON.stringify(await choir.caller.secret.overview({ deploymentId }))).not.toMatch(/first|second/);
    api.close();
  });
});
