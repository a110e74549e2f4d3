import { describe, expect, it } from "vitest";
import { sampleEnvironment } from "../documents.ts";
import { must } from "../sample-data.ts";
import { type StoreSetup, withStore } from "./setup.ts";

/** Environments and their revisions. */
export function environmentContract(setup: StoreSetup): void {
  describe("environments", () => {
    it(
      "numbers revisions, and tells whoever saves second",
      withStore(setup, async ({ store, provider, environment }) => {
        const base = { environmentId: environment.id, basedOnRevisionId: environment.currentRevisionId, message: "" };
        const second = must(await store.environments.save(provider, { ...base, document: sampleEnvironment("Two") }));
        expect(second.number).toBe(2);
        const late = await store.environments.save(provider, { ...base, document: sampleEnvironment("Three") });
        const conflict = { code: "environment-changed", currentRevisionId: second.id };
        expect(late).toEqual({ ok: false, conflict });
        expect((await store.environments.get(provider, { slug: "practice" }))?.name).toBe("Two");
        const first = await store.environments.revision(provider, { revisionId: environment.currentRevisionId });
        expect(first?.document.name).toBe("Practice");
      }),
    );

    it(
      "stays practice, or real, for its whole life",
      withStore(setup, async ({ store, provider, environment }) => {
        const base = { environmentId: environment.id, basedOnRevisionId: environment.currentRevisionId, message: "" };
        const document = { ...sampleEnvironment("Practice"), orchestrator: "nixos-ssh" as const };
        const refused = { ok: false, conflict: { code: "practice-changed" } };
        expect(await store.environments.save(provider, { ...base, document })).toEqual(refused);
        expect(await store.environments.get(provider, { slug: "practice" })).toEqual(environment);
        const real = must(await store.environments.create(provider, { slug: "real", document, message: "" }));
        const own = { environmentId: real.id, basedOnRevisionId: real.currentRevisionId, message: "" };
        const pulling = { ...document, orchestrator: "pull" as const };
        const saved = must(await store.environments.save(provider, { ...own, document: pulling }));
        const back = { ...own, basedOnRevisionId: saved.id, document: sampleEnvironment("Real") };
        expect(await store.environments.save(provider, back)).toEqual(refused);
      }),
    );

    it(
      "shows operators the name of what is open to them, and never what is in it",
      withStore(setup, async ({ store, provider, choir, newsroom, environment }) => {
        const environmentId = environment.id;
        must(await store.environments.setOperators(provider, { environmentId, operatorIds: [choir.operator.id] }));
        expect(await store.environments.list(choir.actor, {})).toHaveLength(1);
        expect(await store.environments.list(newsroom.actor, {})).toEqual([]);
        expect(await store.environments.currentRevision(choir.actor, { environmentId })).toBeNull();
        expect(await store.environments.revisions(choir.actor, { environmentId })).toEqual([]);
        expect(await store.environments.operators(choir.actor, { environmentId })).toEqual([]);
        const taken = await store.environments.setDisabled(choir.actor, { environmentId, disabled: true });
        expect(taken).toMatchObject({ ok: false, conflict: { code: "forbidden" } });
      }),
    );
  });
}
