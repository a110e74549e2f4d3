import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  configurationOf,
  deploymentWith,
  firstProvider,
  operatorWith,
  pixelfed,
  practiceId,
  problemFrom,
  requestRun,
  testApi,
  type TestApi,
  type TestPerson,
} from "../testing/index.ts";

const name = "applications.photos.options.captchaSecret";

describe("a document names only secrets that were given to it", () => {
  let api: TestApi;
  let provider: TestPerson;
  let choir: TestPerson & { readonly operatorId: string };
  let deploymentId: string;

  beforeAll(async () => {
    api = await testApi();
    provider = await firstProvider(api);
    const { id: environmentId, revisionId, document } = await provider.caller.environment.get({ slug: "practice" });
    const relay = { ...document.offers.smtp?.["relay"], username: "allotment", password: { $secret: "new" } };
    await provider.caller.environment.set({
      environmentId,
      basedOnRevisionId: revisionId,
      source: { document: { ...document, offers: { ...document.offers, smtp: { relay } } } },
      secrets: { "offers.smtp.relay.password": "relay-password" },
    });
    choir = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
    deploymentId = await deploymentWith(choir, "choir", "photos.choir.example");
  });
  afterAll(() => api.close());

  const withSecret = (id: string) =>
    configurationOf({
      photos: pixelfed("photos.choir.example", { captchaSiteKey: "key", captchaSecret: { $secret: id } }),
    });

  async function environmentSecrets(): Promise<readonly string[]> {
    const owner = { kind: "environment", environmentId: await practiceId(provider) } as const;
    return (await provider.caller.secret.list({ owner })).map(({ id }) => id);
  }

  async function given(to: string): Promise<string> {
    const owner = { kind: "deployment", deploymentId: to } as const;
    return (await choir.caller.secret.set({ owner, name, value: "hunter2" })).$secret;
  }

  async function stage(id: string) {
    const { etag } = await choir.caller.draft.get({ deploymentId });
    const draft = await choir.caller.draft.set({ deploymentId, etag, document: withSecret(id) });
    return choir.caller.configuration.stage({ deploymentId, etag: draft.etag });
  }

  test("not the environment's, not another deployment's, not a made-up one", async () => {
    const other = await deploymentWith(choir, "other", "photos.other.example");
    const foreign = [(await environmentSecrets())[0] ?? "", await given(other), "made-up"];
    for (const id of foreign) {
      expect(await problemFrom(stage(id))).toMatchObject({
        code: "invalid-document",
        diagnostics: [{ code: "secret-unknown", address: name }],
      });
      const checked = await choir.caller.draft.check({ deploymentId, document: withSecret(id) });
      expect(checked.plan).toBeNull();
      expect(checked.diagnostics.map(({ code }) => code)).toContain("secret-unknown");
    }
  });

  test("one's own is taken, also when a newer one was given since", async () => {
    const id = await given(deploymentId);
    await given(deploymentId);
    await expect(stage(id)).resolves.toMatchObject({ staged: true });
    const checked = await choir.caller.draft.check({ deploymentId, document: withSecret(id) });
    expect(checked.diagnostics.map(({ code }) => code)).not.toContain("secret-unknown");
  });

  test("an environment names only its own", async () => {
    const present = await provider.caller.environment.get({ slug: "practice" });
    const id = await given(deploymentId);
    const relay = { ...present.document.offers.smtp?.["relay"], username: "allotment", password: { $secret: id } };
    const document = { ...present.document, offers: { ...present.document.offers, smtp: { relay } } };
    const saving = provider.caller.environment.set({
      environmentId: present.id,
      basedOnRevisionId: present.revisionId,
      source: { document },
    });
    expect((await problemFrom(saving)).diagnostics).toMatchObject([
      { code: "secret-unknown", address: "offers.smtp.relay.password" },
    ]);
    const copying = provider.caller.environment.create({ slug: "copy", source: { document: { ...present.document } } });
    expect(new Set((await problemFrom(copying)).diagnostics.map(({ code }) => code))).toEqual(
      new Set(["secret-unknown"]),
    );
  });

  test("no file of a plan tells a tenant the ids of the environment's secrets", async () => {
    const id = await deploymentWith(choir, "third", "photos.third.example");
    await requestRun(choir, id);
    const [kept] = await choir.caller.plan.list({ deploymentId: id });
    const planId = kept?.id ?? "";
    const ids = await environmentSecrets();
    const plan = await choir.caller.plan.get({ planId });
    const contents = await Promise.all(plan.files.map(({ path }) => choir.caller.plan.file({ planId, path })));
    const { document } = await choir.caller.draft.get({ deploymentId: id });
    const preview = await choir.caller.draft.check({ deploymentId: id, document });
    const said = JSON.stringify([plan, contents, preview]);
    expect(ids.filter((one) => said.includes(one))).toEqual([]);
    const manifest = contents.find(({ path }) => path === "secrets/manifest.json");
    expect(manifest?.content).toContain("offers.smtp.relay.password");
    expect(plan.files.find(({ path }) => path === "secrets/manifest.json")?.sizeBytes).toBe(manifest?.content.length);
    const whole = await provider.caller.plan.file({ planId, path: "secrets/manifest.json" });
    expect(ids.some((one) => whole.content.includes(one))).toBe(true);
  });
});
