import { system } from "@allotment/store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstProvider, problemFrom, testApi, type TestApi, type TestPerson } from "../testing/index.ts";

describe("what carries an environment's descriptions", () => {
  let api: TestApi;
  let provider: TestPerson;

  beforeAll(async () => {
    api = await testApi();
    provider = await firstProvider(api);
    const known = [
      { id: "rehearsal", titleKey: "orchestrators.rehearsal", installs: false },
      { id: "nixos-ssh", titleKey: "orchestrators.rehearsal", installs: true },
    ];
    await api.store.settings.set(system, { key: "worker-orchestrators", value: JSON.stringify(known) });
  });
  afterAll(() => api.close());

  const practice = () => provider.caller.environment.get({ slug: "practice" });

  test("has to be something that the worker has", async () => {
    const { document } = await practice();
    const checked = await provider.caller.environment.check({ document: { ...document, orchestrator: "nixops4" } });
    expect(checked.valid).toBe(false);
    expect(checked.diagnostics[0]).toMatchObject({ code: "orchestrator-missing", address: "orchestrator" });
    expect(checked.diagnostics[0]?.detail).toContain("rehearsal, nixos-ssh");
  });

  test("does not turn practice into the real thing", async () => {
    const { id, revisionId, document } = await practice();
    const problem = await problemFrom(
      provider.caller.environment.set({
        environmentId: id,
        basedOnRevisionId: revisionId,
        source: { document: { ...document, orchestrator: "nixos-ssh" } },
      }),
    );
    expect(problem.code).toBe("practice-changed");
    expect(await practice()).toMatchObject({ revisionId, practice: true });
  });
});
