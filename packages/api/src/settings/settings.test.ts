import type { SettingsSeen, WorkerActor } from "@allotment/store";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  carryOut,
  deploy,
  firstProvider,
  operatorWith,
  practiceId,
  problemFrom,
  startRun,
  testApi,
  type TestApi,
  type TestPerson,
} from "../testing/index.ts";

const worker: WorkerActor = { kind: "worker", workerId: "test" };

let api: TestApi;
let choir: TestPerson & { readonly operatorId: string };
let deploymentId = "";

beforeEach(async () => {
  api = await testApi();
  choir = await operatorWith(api, await firstProvider(api), { operator: "Choir", username: "carla" });
  const talk = {
    application: "snac",
    options: { domain: "talk.choir.example", contactEmail: "us@choir.example" },
  };
  const made = await choir.caller.deployment.create({
    operatorId: choir.operatorId,
    environmentId: await practiceId(choir),
    slug: "talk",
    title: "Talk",
    applications: { talk },
  });
  deploymentId = made.deploymentId;
  await deploy(api, choir, deploymentId);
});
afterEach(() => api.close());

/** Sets options of the draft. */
async function type(changes: Readonly<Record<string, unknown>>): Promise<string> {
  const { etag, document } = await choir.caller.draft.get({ deploymentId });
  const { talk } = document.applications;
  if (!talk) throw new Error("there is a snac");
  const applications = { talk: { ...talk, options: { ...talk.options, ...changes } } };
  return (await choir.caller.draft.set({ deploymentId, etag, document: { ...document, applications } })).etag;
}

async function liveTitle(): Promise<unknown> {
  const { deployedPlanId } = await choir.caller.deployment.get({ deploymentId });
  const file = await choir.caller.plan.file({ planId: deployedPlanId ?? "", path: "deployment.json" });
  return (JSON.parse(file.content) as ReturnType<typeof JSON.parse>).instances.talk.options.title;
}

describe("changing settings at once", () => {
  test("is one call from the draft to a run of seconds", async () => {
    const etag = await type({ title: "Choir" });
    const { runId, more, diagnostics } = await choir.caller.settings.applyNow({ deploymentId, etag });
    expect({ more, diagnostics }).toEqual({ more: [], diagnostics: [] });
    expect(await carryOut(api)).toBe(runId);
    expect(await choir.caller.run.get({ runId: runId ?? "" })).toMatchObject({ kind: "settings", state: "succeeded" });
    expect(await liveTitle()).toBe("Choir");
  });

  test("is refused with what else would change, and saves nothing", async () => {
    const before = await choir.caller.deployment.get({ deploymentId });
    const etag = await type({ title: "Choir", threads: 40 });
    const { runId, more } = await choir.caller.settings.applyNow({ deploymentId, etag });
    expect(runId).toBeNull();
    expect(more.length).toBeGreaterThan(0);
    expect(more.map(({ address }) => address)).toContain("instances.talk.options.threads");
    expect(more.map(({ address }) => address)).not.toContain("instances.talk.options.title");
    expect((await choir.caller.deployment.get({ deploymentId })).stagedRevisionId).toBe(before.stagedRevisionId);
  });

  test("is refused with what is wrong with the draft", async () => {
    const etag = await type({ title: "Choir", entriesShown: -3 });
    const { runId, diagnostics } = await choir.caller.settings.applyNow({ deploymentId, etag });
    expect(runId).toBeNull();
    expect(diagnostics.map(({ address }) => address)).toContain("applications.talk.options.entriesShown");
  });

  test("is refused for a draft that somebody else changed meanwhile", async () => {
    const etag = await type({ title: "Choir" });
    await type({ title: "Others" });
    expect((await problemFrom(choir.caller.settings.applyNow({ deploymentId, etag }))).code).toBe("draft-changed");
  });

  test("is refused while a run is asked for or under way, with what to do, and saves nothing", async () => {
    const first = await choir.caller.settings.applyNow({ deploymentId, etag: await type({ title: "Choir" }) });
    const { stagedRevisionId } = await choir.caller.deployment.get({ deploymentId });
    for (const step of ["asked for", "under way"]) {
      const etag = await type({ title: `Second, ${step}` });
      const problem = await problemFrom(choir.caller.settings.applyNow({ deploymentId, etag }));
      expect(problem).toMatchObject({ code: "run-active", details: { kind: "run", runId: first.runId } });
      expect(problem.next).toMatch(/^Wait until it is over, or stop it/);
      expect((await choir.caller.deployment.get({ deploymentId })).stagedRevisionId).toBe(stagedRevisionId);
      if (step === "asked for") await startRun(api);
    }
  });
});

describe("settings that were changed inside", () => {
  /** What a look came to, as the worker keeps it. */
  async function seen(facts: SettingsSeen): Promise<void> {
    const { deployedPlanId } = await choir.caller.deployment.get({ deploymentId });
    const wanted = {
      deploymentId,
      planId: deployedPlanId ?? "",
      checks: [{ kind: "settings", subject: "talk" }] as const,
    };
    await api.store.checks.want(worker, wanted);
    const due = await api.store.checks.takeDue(worker, { limit: 10, leaseSeconds: { settings: 60 } });
    const own = due.find((check) => check.deploymentId === deploymentId);
    if (!own) throw new Error("the check is not due");
    const result = { outcome: "healthy", findings: [], metrics: {}, facts } as const;
    const { kind, subject, fencing } = own;
    await api.store.checks.settle(worker, {
      deploymentId,
      kind,
      subject,
      fencing,
      result,
      failed: false,
      nextAt: "2100-01-01T00:00:00.000Z",
    });
  }

  const since = "2026-11-21T06:00:00.000Z";
  const changed = [
    { option: "title", here: null, inside: "Theirs", fits: true, since },
    { option: "history", here: true, inside: false, fits: true, since },
  ];

  test("are shown by their labels, with both values and since when", async () => {
    await seen({ answered: true, answeredAt: since, changed });
    expect(await choir.caller.settings.readBack({ deploymentId })).toEqual([
      {
        instance: "talk",
        application: "snac",
        answered: true,
        answeredAt: since,
        changed: [
          { ...changed[0], title: "Name" },
          { ...changed[1], title: "Pages of earlier months" },
        ],
      },
    ]);
  });

  test("are kept by taking the chosen ones into the draft, and those only", async () => {
    await seen({ answered: true, answeredAt: since, changed });
    const { etag } = await choir.caller.draft.get({ deploymentId });
    const chosen = [
      { instance: "talk", option: "title" },
      { instance: "talk", option: "dbglevel" },
      { instance: "other", option: "title" },
    ];
    const { document } = await choir.caller.settings.keepTheirs({ deploymentId, etag, options: chosen });
    expect(document.applications["talk"]?.options).toMatchObject({ title: "Theirs" });
    expect(document.applications["talk"]?.options).not.toHaveProperty("history");
    const late = choir.caller.settings.keepTheirs({ deploymentId, etag, options: chosen });
    expect((await problemFrom(late)).code).toBe("draft-changed");
  });

  test("are not kept where they are no values of the option", async () => {
    const strange = [{ option: "entriesShown", here: 50, inside: "-3", fits: false, since }];
    await seen({ answered: true, answeredAt: since, changed: strange });
    const before = await choir.caller.draft.get({ deploymentId });
    const chosen = [{ instance: "talk", option: "entriesShown" }];
    const problem = await problemFrom(
      choir.caller.settings.keepTheirs({ deploymentId, etag: before.etag, options: chosen }),
    );
    expect(problem.diagnostics).toMatchObject([{ address: "applications.talk.options.entriesShown" }]);
    expect(await choir.caller.draft.get({ deploymentId })).toEqual(before);
  });

  test("are replaced by a run of seconds with what is deployed, whatever the draft says", async () => {
    await type({ title: "Not yet" });
    const { runId } = await choir.caller.settings.putBack({ deploymentId });
    expect(await carryOut(api)).toBe(runId);
    expect(await choir.caller.run.get({ runId })).toMatchObject({ kind: "settings", state: "succeeded" });
    expect(await liveTitle()).toBeUndefined();
    expect((await choir.caller.draft.get({ deploymentId })).document.applications["talk"]?.options["title"]).toBe(
      "Not yet",
    );
  });

  test("cannot be replaced during a run", async () => {
    await choir.caller.settings.putBack({ deploymentId });
    expect((await problemFrom(choir.caller.settings.putBack({ deploymentId }))).code).toBe("run-active");
  });
});
