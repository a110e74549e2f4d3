import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { hasSentence } from "@allotment/model";
import { errandTimes, type ErrandRecord, type WorkerActor } from "@allotment/store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstProvider, operatorWith, practiceId, problemFrom, testApi } from "../testing/index.ts";
import type { TestApi, TestPerson } from "../testing/index.ts";

const worker: WorkerActor = { kind: "worker", workerId: "test" };
const hostPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;

describe("errands", () => {
  let api: TestApi;
  let provider: TestPerson;
  let environmentId: string;

  beforeAll(async () => {
    api = await testApi();
    provider = await firstProvider(api);
    environmentId = await practiceId(provider);
  });
  afterAll(() => api.close());

  const taken = async (): Promise<ErrandRecord | undefined> => (await api.store.errands.take(worker, { limit: 1 }))[0];

  test("are waited for, and answered in words", async () => {
    const { errandId } = await provider.caller.errand.scanMachine({ machine: "amber", address: "192.0.2.10" });
    expect(await provider.caller.errand.get({ errandId })).toMatchObject({ state: "waiting", ok: null, checks: [] });
    expect(await taken()).toMatchObject({ id: errandId, input: { address: "192.0.2.10", port: 22 } });
    const key = { hostPublicKey, fingerprint: "SHA256:x" };
    const checks = [{ code: "host-key-seen", outcome: "ok" as const, params: { address: "192.0.2.10", port: 22 } }];
    await api.store.errands.finish(worker, { errandId, result: { ok: true, checks, key } });
    const view = await provider.caller.errand.get({ errandId });
    expect(view).toMatchObject({ state: "done", ok: true, key, problem: null });
    expect(view.checks[0]?.text).toMatch(/^192\.0\.2\.10 shows an SSH host key/);
  });

  test("that fail say why and what to do", async () => {
    const { errandId } = await provider.caller.errand.testStorage({
      environmentId,
      type: "backup-repository",
      offer: "vault",
    });
    await taken();
    await api.store.errands.finish(worker, { errandId, problem: { code: "interrupted" } });
    const { problem, ok } = await provider.caller.errand.get({ errandId });
    expect(ok).toBeNull();
    expect(problem).toEqual({
      code: "interrupted",
      summary: "The worker stopped before it was finished.",
      next: "Ask again.",
    });
  });

  test.each([
    { address: "metadata.internal" },
    { address: "-oProxyCommand=x" },
    { address: "192.0.2.10", port: 0 },
    { address: "192.0.2.10", machine: "../x" },
  ])("take no address that could be something else: %j", async (odd) => {
    const problem = await problemFrom(provider.caller.errand.scanMachine({ machine: "amber", ...odd }));
    expect(problem.code).toBe("invalid-input");
  });

  test("of an offer name what is saved, and say when there is none", async () => {
    const offers = (await provider.caller.environment.get({ environmentId })).document.offers;
    const { errandId } = await provider.caller.errand.testStorage({ environmentId, type: "s3-bucket", offer: "media" });
    const asked = await taken();
    expect(asked?.id).toBe(errandId);
    expect(JSON.stringify(asked)).not.toContain(offers["s3-bucket"]?.["media"]?.secretAccessKey.$secret);
    for (const offer of ["nothing", "constructor"]) {
      const missing = provider.caller.errand.testMail({
        environmentId,
        offer,
        to: "pat@example.org",
        senderDomain: "example.org",
      });
      expect((await problemFrom(missing)).code).toBe("not-found");
    }
  });

  test("are answered to providers, and to nobody of an operator", async () => {
    const choir = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
    const { errandId } = await provider.caller.errand.testMachine({
      machine: "amber",
      address: "192.0.2.10",
      hostPublicKey,
    });
    expect((await problemFrom(choir.caller.errand.get({ errandId }))).code).toBe("not-found");
  });

  test("have a sentence for everything that the worker looks at", () => {
    const folder = path.join(import.meta.dirname, "../../../../apps/worker/src/errands");
    const source = readdirSync(folder)
      .filter((file) => file.endsWith(".ts") && !file.includes(".test."))
      .map((file) => readFileSync(path.join(folder, file), "utf8"))
      .join("\n");
    const codes = [...source.matchAll(/"((?:machine|mail|storage|zone|host|offer)-[a-z-]+)"/g)].map(([, code]) => code);
    const known = [...new Set(codes)].filter((code) => code !== undefined && !(code in errandTimes));
    expect(known.length).toBeGreaterThan(20);
    const silent = known.filter((code) =>
      ["ok", "missing", "wrong", "unknown"].every((outcome) => !hasSentence(`errands.checks.${code}.${outcome}`)),
    );
    expect(silent).toEqual([]);
  });
});
