/** What triggers do to runs: retries, waiting, timeouts, cancelling, stopping. One test per way off the straight line. */
import { errorAt, hasSentence } from "@allotment/model";
import { isTerminal, type RunRecord } from "@allotment/store";
import { afterEach, describe, expect, it } from "vitest";
import type { Phase, StepContext, StepResult } from "../step.ts";
import { sampleDescription, sampleEnvironment } from "../testing/sample.ts";
import { settled, simulatedClock } from "../testing/simulated-clock.ts";
import { failure, simulatedOutside, simulatedWork } from "../testing/simulated-work.ts";
import { makeWorld, type World, type WorldDeployment } from "../testing/world.ts";
import { createRunReconciler } from "./reconciler.ts";
import type { RunWork } from "./work.ts";

type Script = (phase: Phase, context: StepContext) => StepResult | undefined | Promise<StepResult | undefined>;

const actor = { kind: "worker", workerId: "worker" } as const;
const worlds: World[] = [];
afterEach(() => worlds.splice(0).forEach(({ store }) => store.close()));

async function start(script: Script = () => undefined, change: Partial<RunWork> = {}) {
  const clock = simulatedClock();
  const world = await makeWorld(sampleEnvironment(), { clock: clock.date });
  worlds.push(world);
  const outside = simulatedOutside();
  outside.script = script;
  const shutdown = new AbortController();
  const problems: unknown[] = [];
  const reconciler = createRunReconciler({
    store: world.store,
    actor,
    work: { ...simulatedWork(outside, async (_, happen) => happen()), ...change },
    clock,
    leaseSeconds: 30,
    report: ({ error }) => void problems.push(error),
    shutdown: shutdown.signal,
  });
  const description = sampleDescription();
  const deployment: WorldDeployment = await world.deployment(description);
  const runId = await deployment.ask(description);
  const read = async (): Promise<RunRecord> => {
    const run = await world.store.runs.get(actor, { runId });
    if (run === null) throw new Error("the run was not started");
    return run;
  };
  /** Ticks, a second apart, until the run is in a state or over. */
  const until = async (state: string): Promise<RunRecord> => {
    for (let turn = 0; turn < 200; turn += 1) {
      await reconciler.tick({ limit: 1 });
      const run = await read();
      if (run.state === state || isTerminal(run.state)) return run;
      await clock.advance(1);
    }
    throw new Error(`the run does not get to ${state}`);
  };
  const events = () => world.store.runs.events(actor, { runId, after: 0 });
  return { world, clock, outside, shutdown, problems, reconciler, deployment, description, runId, read, until, events };
}

/** Answers once per phase, and then as usual. */
function times(phase: Phase, count: number, result: StepResult): Script {
  let calls = 0;
  return (asked) => (asked === phase && (calls += 1) <= count ? result : undefined);
}

describe("a step that fails", () => {
  it("is tried again after a pause that can be seen, and the run goes on", async () => {
    const { until, read, clock, reconciler } = await start(
      times("copy", 2, { kind: "failed", failure: failure("host-down", true) }),
    );
    await until("copying");
    await reconciler.tick({ limit: 1 });
    const waiting = await read();
    expect(waiting).toMatchObject({
      state: "copying",
      attempts: 1,
      lastError: { code: "host-down", turn: "provider" },
    });
    expect(Date.parse(waiting.nextAttemptAt ?? "") - clock.now()).toBe(1000);
    expect(await reconciler.tick({ limit: 1 })).toBe(0);
    expect(await until("succeeded")).toMatchObject({ state: "succeeded", lastError: null });
  });

  it("ends the run when its attempts are used up, and what was live stays live", async () => {
    const { until, events, outside } = await start(
      times("copy", 99, { kind: "failed", failure: failure("host-down", true) }),
    );
    const run = await until("failed");
    expect(run).toMatchObject({ state: "failed", lastError: { code: "host-down" } });
    expect((await events()).filter(({ type }) => type === "error").map(({ payload }) => payload["attempt"])).toEqual([
      1, 2, 3, 4, 5,
    ]);
    expect([...outside.machines.keys()]).toEqual([]);
  });

  it("ends the run at once when trying again cannot help", async () => {
    const { until, events } = await start(times("build", 1, { kind: "failed", failure: failure("broken") }));
    expect(await until("failed")).toMatchObject({ state: "failed", lastError: { code: "broken" } });
    expect((await events()).filter(({ type }) => type === "error")).toHaveLength(1);
  });

  it("after machines have switched leads back, and the reason stays with the run", async () => {
    const { until, outside } = await start(times("verify", 9, { kind: "failed", failure: failure("sick") }));
    expect(await until("failed")).toMatchObject({ state: "rolled-back", lastError: { code: "sick" } });
    expect([...outside.machines.values()].map(({ generation }) => generation)).toEqual([null, null]);
  });

  it("keeps the reason while going back is difficult, and tells the new one when it is impossible", async () => {
    const script: Script = (phase) => {
      if (phase === "activate") return { kind: "failed", failure: failure("sick") };
      return phase === "rollBack" ? { kind: "failed", failure: failure("host-down", true) } : undefined;
    };
    const { until, reconciler, read } = await start(script);
    await until("rolling-back");
    await reconciler.tick({ limit: 1 });
    expect(await read()).toMatchObject({ state: "rolling-back", lastError: { code: "sick" }, attempts: 1 });
    expect(await until("failed")).toMatchObject({ state: "failed", lastError: { code: "host-down" } });
  });

  it.each([
    Object.assign(new Error("write failed"), { code: "ENOSPC" }),
    new Error("git add did not work: error: unable to write file: No space left on device"),
  ])("for want of space says so (%#)", async (error) => {
    let full = true;
    const { until, reconciler, read } = await start((phase) => {
      if (phase !== "build" || !full) return undefined;
      full = false;
      throw error;
    });
    await until("building");
    await reconciler.tick({ limit: 1 });
    expect(await read()).toMatchObject({ state: "building", lastError: { code: "disk-full", turn: "provider" } });
    expect(await until("succeeded")).toMatchObject({ state: "succeeded" });
  });

  it("by throwing is tried again, is reported to the log only, and says nothing of what was thrown", async () => {
    let thrown = 0;
    const { until, problems, events } = await start((phase) => {
      if (phase === "build" && (thrown += 1) === 1) throw new Error("password=hunter2");
      return undefined;
    });
    expect(await until("succeeded")).toMatchObject({ state: "succeeded" });
    expect(problems).toHaveLength(1);
    expect(JSON.stringify(await events())).not.toContain("hunter2");
  });
});

describe("a description that is refused when looked at once more", () => {
  it("ends the run before anything is done with it", async () => {
    const checkDescription = () => [errorAt("machines.birch", "over-capacity", { machine: "birch" })];
    const { until, outside } = await start(undefined, { checkDescription });
    expect(await until("failed")).toMatchObject({
      state: "failed",
      lastError: { code: "description-refused", params: { reason: "over-capacity", address: "machines.birch" } },
    });
    expect(outside.commits).toEqual([]);
  });
});

describe("waiting for somebody", () => {
  it("is no failure, is looked at again when it was said, and uses up no attempt", async () => {
    const waiting: StepResult = { kind: "waiting", for: "dns", checkAgainSeconds: 60 };
    const script = times("provision", 20, waiting);
    let failed = false;
    const { until, read, clock, reconciler, events } = await start((phase, context) => {
      const result = script(phase, context);
      if (phase !== "provision" || result !== undefined || failed) return result;
      failed = true;
      return { kind: "failed", failure: failure("host-down", true) };
    });
    await until("provisioning");
    await reconciler.tick({ limit: 1 });
    expect(await read()).toMatchObject({ state: "provisioning", lastError: null });
    await clock.advance(59);
    expect(await reconciler.tick({ limit: 1 })).toBe(0);
    for (let look = 0; look < 20; look += 1) {
      await clock.advance(60);
      await reconciler.tick({ limit: 1 });
    }
    expect(await until("succeeded")).toMatchObject({ state: "succeeded" });
    expect((await events()).filter(({ type }) => type === "waiting")).toHaveLength(20);
  });

  it("ends when the state has lasted longer than it may", async () => {
    const { until, clock, reconciler, read } = await start(
      times("provision", 99, { kind: "waiting", for: "dns", checkAgainSeconds: 60 }),
    );
    await until("provisioning");
    await clock.advance(3 * 24 * 3600 + 1);
    await reconciler.tick({ limit: 1 });
    expect(await read()).toMatchObject({ state: "failed", lastError: { code: "timed-out" } });
  });
});

describe("a step under way", () => {
  const hang: Script = (phase, { signal }) =>
    phase === "copy" || phase === "activate"
      ? new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)))
      : undefined;

  it("is interrupted at its deadline", async () => {
    const { until, clock, reconciler, read } = await start(hang);
    await until("copying");
    const step = reconciler.tick({ limit: 1 });
    await settled();
    for (let hour = 0; hour < 7; hour += 1) await clock.advance(3600);
    await step;
    expect(await read()).toMatchObject({ state: "failed", lastError: { code: "timed-out" } });
  });

  it("keeps its lease as long as it works", async () => {
    const { until, clock, reconciler, world } = await start(hang);
    await until("copying");
    void reconciler.tick({ limit: 1 });
    await settled();
    for (let second = 0; second < 120; second += 1) await clock.advance(1);
    const other = { kind: "worker", workerId: "other" } as const;
    expect(await world.store.runs.takeDue(other, { limit: 1, leaseSeconds: 30 })).toEqual([]);
  });

  it("is interrupted when somebody cancels, and nothing of the run stays", async () => {
    const { until, clock, reconciler, deployment, runId, read, outside } = await start(hang);
    await until("copying");
    const step = reconciler.tick({ limit: 1 });
    await settled();
    await deployment.cancel(runId);
    expect(await reconciler.begin({ limit: 1 })).toEqual([]);
    await clock.advance(1);
    await step;
    expect(await read()).toMatchObject({ state: "cancelling" });
    expect(await until("cancelled")).toMatchObject({ state: "cancelled", lastError: null });
    expect(outside.machines.size).toBe(0);
  });

  it("is given back when the worker stops, and another goes on without a lost attempt", async () => {
    const { until, shutdown, reconciler, world, read } = await start(hang);
    await until("copying");
    const step = reconciler.tick({ limit: 1 });
    await settled();
    shutdown.abort();
    await step;
    expect(await read()).toMatchObject({ state: "copying", attempts: 0, lastError: null });
    const other = { kind: "worker", workerId: "other" } as const;
    expect(await world.store.runs.takeDue(other, { limit: 1, leaseSeconds: 30 })).toHaveLength(1);
    expect(await reconciler.tick({ limit: 1 })).toBe(0);
  });
});

describe("cancelling", () => {
  it.each(["provisioning", "evaluating", "building", "copying", "activating"])(
    "before %s leaves machines alone",
    async (state) => {
      const { until, deployment, runId, outside, events } = await start();
      await until(state);
      await deployment.cancel(runId);
      expect(await until("cancelled")).toMatchObject({ state: "cancelled" });
      expect(outside.machines.size).toBe(0);
      const machines = (await events()).filter(({ type }) => type === "machine");
      expect(machines.map(({ payload }) => payload["outcome"])).toEqual(["untouched", "untouched"]);
    },
  );

  it("after machines have switched puts them back", async () => {
    const { until, deployment, runId, outside } = await start();
    await until("verifying");
    expect([...outside.machines.values()].map(({ generation }) => generation)).toEqual([1, 1]);
    await deployment.cancel(runId);
    expect(await until("cancelled")).toMatchObject({ state: "cancelled" });
    expect([...outside.machines.values()].map(({ generation }) => generation)).toEqual([null, null]);
    expect(outside.live).toBeNull();
  });

  it("is ignored while the run is already on its way back", async () => {
    const { until, deployment, runId } = await start(times("verify", 9, { kind: "failed", failure: failure("sick") }));
    await until("rolling-back");
    await deployment.cancel(runId);
    expect(await until("rolled-back")).toMatchObject({ state: "rolled-back" });
  });
});

describe("what a run can fail with", () => {
  it.each(["description-refused", "tree-missing", "timed-out", "unexpected", "disk-full"])(
    "has sentences: %s",
    (code) => {
      for (const part of ["summary", "action"]) expect(hasSentence(`run.failures.${code}.${part}`)).toBe(true);
    },
  );
});

describe("a second run", () => {
  it("knows what machines ran before, and goes back to exactly that", async () => {
    const { until, deployment, description, outside, world, reconciler, clock } = await start();
    await until("succeeded");
    outside.script = (phase) => (phase === "verify" ? { kind: "failed", failure: failure("sick") } : undefined);
    const second = await deployment.ask({ ...description, adminKeys: [] } as typeof description);
    for (let turn = 0; turn < 12; turn += 1) {
      await reconciler.tick({ limit: 1 });
      await clock.advance(1);
    }
    expect(await world.store.runs.get(actor, { runId: second })).toMatchObject({ state: "rolled-back" });
    expect([...outside.machines.values()].map(({ generation }) => generation)).toEqual([1, 1]);
    const seen = await world.store.machines.observations(actor, { deploymentId: deployment.id });
    expect(seen.map(({ generation }) => generation)).toEqual([1, 1]);
  });
});
