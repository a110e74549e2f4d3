import type { Configuration } from "@allotment/model";
import { StoreUnavailable, type Store } from "@allotment/store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  configurationOf,
  deploy,
  deploymentWith,
  firstProvider,
  operatorWith,
  pixelfed,
  problemFrom,
  testApi,
  type TestApi,
  type TestPerson,
} from "../testing/index.ts";

describe("bad input", () => {
  let api: TestApi;
  let provider: TestPerson;
  let choir: TestPerson & { readonly operatorId: string };
  let deploymentId: string;

  beforeAll(async () => {
    api = await testApi();
    provider = await firstProvider(api);
    choir = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
    deploymentId = await deploymentWith(choir, "choir", "photos.choir.example");
  });
  afterAll(() => api.close());

  /** Diagnostics of a draft that is looked at while one types. */
  async function codesOf(document: unknown): Promise<string[]> {
    const preview = await choir.caller.draft.check({ deploymentId, document: document as Configuration });
    expect(preview.plan).toBeNull();
    return preview.diagnostics.map(({ code, address }) => `${code} ${address}`);
  }

  /** The problem of saving a draft. */
  async function saving(document: unknown) {
    const { etag } = await choir.caller.draft.get({ deploymentId });
    return problemFrom(choir.caller.draft.set({ deploymentId, etag, document: document as Configuration }));
  }

  test("an unknown application is named", async () => {
    expect(await codesOf(configurationOf({ blog: { application: "geocities", options: {} } }))).toEqual([
      "unknown-application applications.blog.application",
    ]);
  });

  test("unknown options, wrong types and missing ones each name their field", async () => {
    const options = { domain: 7, colour: "red", contactEmail: "carla@choir.example" };
    const codes = await codesOf(configurationOf({ photos: { application: "pixelfed", options } }));
    expect(codes).toContain("unknown-field applications.photos.options.colour");
    expect(codes).toContain("wrong-type applications.photos.options.domain");
    const without = await codesOf(configurationOf({ photos: { application: "pixelfed", options: {} } }));
    expect(without).toContain("required applications.photos.options.domain");
  });

  test.each([
    ["nothing at all", {}],
    ["a list", []],
    ["a name that is no slug", configurationOf({ "Not A Slug": pixelfed("photos.choir.example") })],
    [
      "a name that belongs to every object",
      JSON.parse('{"schemaVersion":1,"applications":{"__proto__":{}},"backups":{}}'),
    ],
    ["fields of its own", { ...configurationOf({}), admin: true }],
    ["another version", { ...configurationOf({}), schemaVersion: 2 }],
  ])("a draft that is %s is not saved, and what was saved stays", async (_name, document) => {
    const before = await choir.caller.draft.get({ deploymentId });
    const problem = await saving(document);
    expect(["invalid-document", "invalid-input"]).toContain(problem.code);
    expect(problem.summary).not.toBe("");
    expect(await choir.caller.draft.get({ deploymentId })).toEqual(before);
  });

  test.each([
    ["quotes", "\"'`"],
    ["antiquotation", "${builtins.readFile /etc/passwd} ''${x}"],
    ["markup", "<script>alert(1)</script>"],
    ["right-to-left", "שלום عالم"],
    ["emoji", "🌱🪴"],
  ])("%s in a text are text, from the draft to the file", async (slug, text) => {
    const club = await operatorWith(api, provider, { operator: slug, username: slug });
    const id = await deploymentWith(club, slug, `${slug}.texts.example`);
    const { etag, document } = await club.caller.draft.get({ deploymentId: id });
    const photos = pixelfed(`${slug}.texts.example`, { name: text });
    const changed = { ...document, applications: { photos } };
    const saved = await club.caller.draft.set({ deploymentId: id, etag, document: changed });
    await club.caller.configuration.stage({ deploymentId: id, etag: saved.etag });
    const { planId } = await club.caller.plan.create({ deploymentId: id });
    const { content } = await club.caller.plan.file({ planId: planId ?? "", path: "deployment.json" });
    const { instances } = JSON.parse(content) as { instances: { photos: { options: { name: string } } } };
    expect(instances.photos.options.name).toBe(text);
  });

  test.each([
    ["line breaks", "a\nb", "single-line"],
    ["a null character", "a\u0000b", "control-characters"],
    ["a mark that turns the direction", "a\u202Eb", "hidden-characters"],
    ["a megabyte", "x".repeat(400_000), "too-long"],
  ])("%s in a field of one line are refused by name of the field", async (_name, text, code) => {
    const codes = await codesOf(configurationOf({ photos: pixelfed("photos.choir.example", { name: text }) }));
    expect(codes).toContain(`${code} applications.photos.options.name`);
  });

  test("a document larger than any is refused before it is looked at", async () => {
    const huge = configurationOf({ photos: pixelfed("photos.choir.example", { name: "x".repeat(1024 * 1024) }) });
    expect((await saving(huge)).code).toBe("invalid-input");
    const deep = JSON.parse(`${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`) as Configuration;
    expect((await saving(deep)).code).toBe("invalid-input");
    const body = await api.fetch("draft.set", "x".repeat(3 * 1024 * 1024), {
      headers: { "content-length": String(3 * 1024 * 1024) },
    });
    expect(body.status).toBe(413);
  });

  test.each(["title", "reason"])("a hostile %s of a deployment is refused", async (field) => {
    for (const text of ["", "x".repeat(10_000), "a\u202Eb", "a\u0000b"]) {
      const problem =
        field === "title"
          ? await problemFrom(choir.caller.deployment.rename({ deploymentId, title: text }))
          : await problemFrom(choir.caller.run.create({ planId: "none", reason: text === "" ? "\u0000" : text }));
      expect(problem.code).toBe("invalid-input");
    }
  });

  test("a password or key in clear is never saved, wherever it is typed", async () => {
    const clear = configurationOf({ photos: pixelfed("photos.choir.example", { captchaSecret: "hunter2" }) });
    const problem = await saving(clear);
    expect(problem).toMatchObject({
      code: "secret-in-clear",
      diagnostics: [{ address: "applications.photos.options.captchaSecret" }],
    });
    expect(JSON.stringify(problem)).not.toContain("hunter2");
  });

  test("a secret comes back as a reference only, and no answer ever holds its value", async () => {
    const owner = { kind: "deployment", deploymentId } as const;
    const reference = await choir.caller.secret.set({
      owner,
      name: "applications.photos.options.captchaSecret",
      value: "hunter2",
    });
    expect(Object.keys(reference)).toEqual(["$secret"]);
    const document = configurationOf({ photos: pixelfed("photos.choir.example", { captchaSecret: reference }) });
    const { etag } = await choir.caller.draft.get({ deploymentId });
    await choir.caller.draft.set({ deploymentId, etag, document });
    const answers = [
      await choir.caller.secret.list({ owner }),
      await choir.caller.draft.get({ deploymentId }),
      await choir.caller.draft.check({ deploymentId, document }),
    ];
    expect(JSON.stringify(answers)).not.toContain("hunter2");
  });

  test("a host name twice is refused, in one configuration and across communities", async () => {
    const twice = configurationOf({ one: pixelfed("photos.choir.example"), two: pixelfed("photos.choir.example") });
    expect((await codesOf(twice)).join()).toContain("domain-repeated");
    const { etag } = await choir.caller.draft.get({ deploymentId });
    await choir.caller.configuration.stage({ deploymentId, etag });
    const club = await operatorWith(api, provider, { operator: "Club", username: "clara" });
    const second = await deploymentWith(club, "club", "PHOTOS.choir.example.");
    const draft = await club.caller.draft.get({ deploymentId: second });
    const preview = await club.caller.draft.check({ deploymentId: second, document: draft.document });
    expect(preview.diagnostics.map(({ code }) => code)).toContain("domain-taken");
    const staged = await problemFrom(club.caller.configuration.stage({ deploymentId: second, etag: draft.etag }));
    expect(staged.code).toBe("domain-claimed");
    expect(JSON.stringify([preview, staged])).not.toMatch(/carla|"choir"|Choir/);
  });

  test("of two people who edit one draft, the second is told and shown the other's", async () => {
    const { etag, document } = await choir.caller.draft.get({ deploymentId });
    const mine = { ...document, backups: { ...document.backups, time: "05:00" } };
    const theirs = { ...document, backups: { ...document.backups, time: "06:00" } };
    await choir.caller.draft.set({ deploymentId, etag, document: theirs });
    const problem = await problemFrom(provider.caller.draft.set({ deploymentId, etag, document: mine }));
    expect(problem.code).toBe("draft-changed");
    expect(problem.summary).toContain("carla");
    expect(problem.details).toMatchObject({ kind: "draft", current: { document: theirs, updatedByName: "carla" } });
    expect((await choir.caller.draft.get({ deploymentId })).document).toEqual(theirs);
  });

  test("changing a permanent address is a warning in practice", async () => {
    const solo = await operatorWith(api, provider, { operator: "Solo", username: "sol" });
    const id = await deploymentWith(solo, "solo", "photos.solo.example");
    await deploy(api, solo, id);
    const document = configurationOf({ photos: pixelfed("pictures.solo.example") });
    const preview = await solo.caller.draft.check({ deploymentId: id, document });
    expect(preview.diagnostics.map(({ code }) => code)).toContain("permanent-changed-in-practice");
    expect(preview.plan).not.toBeNull();
  });
});

describe("a database that cannot be used", () => {
  test.each(["disk-full", "locked"] as const)("%s becomes sentences, never a stack", async (reason) => {
    const api = await testApi();
    const provider = await firstProvider(api);
    const choir = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
    const deploymentId = await deploymentWith(choir, "choir", "photos.choir.example");
    const { etag, document } = await choir.caller.draft.get({ deploymentId });
    const broken: Store = {
      ...api.store,
      deployments: {
        ...api.store.deployments,
        saveDraft: () => Promise.reject(new StoreUnavailable(reason, new Error("SQLITE at /data/allotment.sqlite"))),
      },
    };
    Object.assign(api.store, { deployments: broken.deployments });
    const session = await api.fetch("session.create", { username: "carla", password: "correct horse battery" });
    const cookie = session.headers
      .getSetCookie()
      .map((one) => one.split(";")[0])
      .join("; ");
    const answer = await api.fetch("draft.set", { deploymentId, etag, document }, { cookie });
    expect(answer.status).toBe(503);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ error: { data: { problem: { code: "store-unavailable" } } } });
    expect(text).not.toMatch(/SQLITE|allotment\.sqlite|\.ts:|stack/);
    api.close();
  });

  test("a defect is said in general words, without what went wrong inside", async () => {
    const api = await testApi({ log: () => undefined });
    const provider = await firstProvider(api);
    Object.assign(api.store, {
      operators: { ...api.store.operators, list: () => Promise.reject(new Error("password=hunter2 at line 7")) },
    });
    const problem = await problemFrom(provider.caller.operator.list());
    expect(problem.code).toBe("unexpected");
    expect(JSON.stringify(problem)).not.toContain("hunter2");
    api.close();
  });
});
