/** What one request may do to the others: nothing. */
import { StoreUnavailable } from "@allotment/store";
import { afterEach, describe, expect, it } from "vitest";
import { sampleDescription, sampleEnvironment } from "../testing/sample.ts";
import { simulatedClock } from "../testing/simulated-clock.ts";
import { simulatedOutside, simulatedWork } from "../testing/simulated-work.ts";
import { makeWorld, type World } from "../testing/world.ts";
import { createRunReconciler } from "./reconciler.ts";
import type { RunStore } from "./work.ts";

const actor = { kind: "worker", workerId: "worker" } as const;
const worlds: World[] = [];
afterEach(() => worlds.splice(0).forEach(({ store }) => store.close()));

/** A world with one request, and a reconciler over a store whose `start` breaks. */
async function withBroken(error: Error) {
  const clock = simulatedClock();
  const world = await makeWorld(sampleEnvironment(), { clock: clock.date });
  worlds.push(world);
  const description = sampleDescription();
  const runId = await (await world.deployment(description)).ask(description);
  const store: RunStore = { ...world.store, runs: { ...world.store.runs, start: () => Promise.reject(error) } };
  const problems: unknown[] = [];
  const reconciler = createRunReconciler({
    store,
    actor,
    work: simulatedWork(simulatedOutside(), async (_, happen) => happen()),
    clock,
    leaseSeconds: 30,
    report: (problem) => void problems.push(problem),
    shutdown: new AbortController().signal,
  });
  const intent = () => world.store.intents.ofRun(actor, { runId });
  return { reconciler, problems, runId, intent };
}

describe("a request that cannot be decided", () => {
  it("is reported and refused, and the reconciler goes on", async () => {
    const error = new Error("nobody thought of this");
    const { reconciler, problems, runId, intent } = await withBroken(error);
    expect(await reconciler.tick({ limit: 1 })).toBe(0);
    expect(problems).toEqual([{ run: runId, step: "deciding", error }]);
    expect(await intent()).toMatchObject({ state: "refused", conflict: { code: "unexpected" } });
    await reconciler.tick({ limit: 1 });
    expect(problems).toHaveLength(1);
  });

  it("waits while the database cannot be used", async () => {
    const { reconciler, intent } = await withBroken(new StoreUnavailable("locked"));
    await expect(reconciler.tick({ limit: 1 })).rejects.toThrow(StoreUnavailable);
    expect(await intent()).toMatchObject({ state: "pending" });
  });
});
