import { system } from "@allotment/store";
import { afterEach, beforeEach, expect, test } from "vitest";
import { firstProvider, samplePassword, testApi, type TestApi } from "../testing/index.ts";
import { practiceSlug } from "./create-practice.ts";

let api: TestApi;

beforeEach(async () => {
  api = await testApi({ log: () => undefined });
});
afterEach(() => api.close());

const signIn = () => api.fetch("session.create", { username: "paula", password: samplePassword });

// Stops as a killed process would, before or after the environment's first revision.
async function breakOff(verb: "create" | "save"): Promise<void> {
  const { environments } = api.store;
  const stopped = { ...environments, [verb]: () => Promise.reject(new Error("killed")) };
  Object.assign(api.store, { environments: stopped });
  await expect(firstProvider(api)).rejects.toThrow("nobody thought of");
  Object.assign(api.store, { environments });
}

async function practice() {
  const record = await api.store.environments.get(system, { slug: practiceSlug });
  return record && (await api.store.environments.currentRevision(system, { environmentId: record.id }));
}

test.each(["create", "save"] as const)("what was broken off at %s is made at the next sign-in, once", async (verb) => {
  await breakOff(verb);
  expect((await practice())?.document.offers["s3-bucket"]?.["media"]).toBeUndefined();
  expect((await signIn()).status).toBe(200);
  const made = await practice();
  expect(Object.keys(made?.document.offers["s3-bucket"] ?? {})).toEqual(["media"]);
  expect(Object.keys(made?.document.offers["backup-repository"] ?? {})).toEqual(["vault"]);
  expect(Object.keys(made?.document.offers.machine ?? {}).length).toBeGreaterThan(1);
  expect((await signIn()).status).toBe(200);
  expect((await practice())?.id).toBe(made?.id);
});

test("a provider's own changes to the environment for practice are left alone", async () => {
  const provider = await firstProvider(api);
  const { id, revisionId, document } = await provider.caller.environment.get({ slug: practiceSlug });
  const source = { document: { ...document, offers: { machine: document.offers.machine ?? {} } } };
  const saved = await provider.caller.environment.set({ environmentId: id, basedOnRevisionId: revisionId, source });
  await signIn();
  expect((await practice())?.id).toBe(saved.revisionId);
});
