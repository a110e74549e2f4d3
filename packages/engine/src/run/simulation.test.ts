/**
 * The whole control loop on a simulated outside: workers are killed before every effect that a run has (which is
 * after the one before it), and another worker goes on.
 */
import { describe, expect, it } from "vitest";
import { graphOf } from "../graphs/index.ts";
import { nextState } from "../graph.ts";
import { seededRandom } from "../random.ts";
import { failure, simulatedOutside, type SimulatedOutside } from "../testing/simulated-work.ts";
import { mortalWorker, type Ground } from "../testing/mortal-worker.ts";
import { sampleDescription, sampleEnvironment } from "../testing/sample.ts";
import { settled, simulatedClock, type SimulatedClock } from "../testing/simulated-clock.ts";
import { makeWorld, type World } from "../testing/world.ts";
import { isTerminal, type Store, type TerminalRunState } from "@allotment/store";

const leaseSeconds = 30;

interface Stage extends Ground {
  readonly store: Store;
  readonly world: World;
  readonly clock: SimulatedClock;
  readonly outside: SimulatedOutside;
  readonly runId: string;
  readonly deploymentId: string;
}

async function setStage(script?: SimulatedOutside["script"]): Promise<Stage> {
  const clock = simulatedClock();
  const world = await makeWorld(sampleEnvironment(), { clock: clock.date });
  const outside = simulatedOutside();
  if (script) outside.script = script;
  const description = sampleDescription();
  const deployment = await world.deployment(description);
  const runId = await deployment.ask(description);
  return { store: world.store, world, clock, outside, leaseSeconds, runId, deploymentId: deployment.id };
}

const reader = { kind: "worker", workerId: "reader" } as const;

async function stateOf(stage: Stage): Promise<string | undefined> {
  return (await stage.store.runs.get(reader, { runId: stage.runId }))?.state;
}

/** Lets workers, each with the life it is given, work until the run is over. @returns their effects. */
async function play(stage: Stage, deaths: (worker: number) => number | undefined): Promise<readonly string[]> {
  const effects: string[] = [];
  let number = 0;
  let worker = mortalWorker(stage, "worker-0", deaths(0));
  for (let turn = 0; turn < 500; turn += 1) {
    await worker.reconciler.tick({ limit: 1 }).catch(() => 0);
    const run = await stage.store.runs.get(reader, { runId: stage.runId });
    const over = run !== null && isTerminal(run.state);
    if (over || worker.isDead()) effects.push(...worker.effects);
    if (over) return effects;
    if (worker.isDead()) {
      number += 1;
      worker = mortalWorker(stage, `worker-${number}`, deaths(number));
      await stage.clock.advance(leaseSeconds + 1);
    } else {
      await stage.clock.advance(1);
    }
  }
  throw new Error(`the run is stuck in ${await stateOf(stage)}`);
}

/** What must be true of every run that is over, whoever died on the way. */
async function checkTruth(stage: Stage, end: TerminalRunState): Promise<void> {
  const { store, runId, outside, deploymentId } = stage;
  expect(await stateOf(stage)).toBe(end);
  const events = await store.runs.events(reader, { runId, after: 0 });
  expect(events.map(({ number }) => number)).toEqual(events.map((_, index) => index + 1));
  const walked = events.filter(({ type }) => type === "state").map(({ payload }) => String(payload["to"]));
  expect(new Set(walked).size).toBe(walked.length);
  expect(walked.at(-1)).toBe(end);
  expect(outside.commits).toEqual([runId]);
  const switched = [...outside.machines.values()];
  expect(switched.map(({ switches }) => switches)).toEqual([[runId], [runId]]);
  const machines = await store.runs.machines(reader, { runId });
  const succeeded = end === "succeeded";
  expect(machines.map(({ outcome }) => outcome)).toEqual(Array(2).fill(succeeded ? "activated" : "restored"));
  expect(machines.map(({ generation }) => generation)).toEqual(switched.map(({ generation }) => generation));
  expect(outside.live).toBe(succeeded ? runId : null);
  const deployment = await store.deployments.get(reader, { deploymentId });
  expect(deployment?.deployedPlanId).toBe(succeeded ? deployment?.targetPlanId : null);
}

const breaks: SimulatedOutside["script"] = (phase) =>
  phase === "activate" ? { kind: "failed", failure: failure("did-not-come-up") } : undefined;

const plays = [
  { name: "succeeds", script: undefined, end: "succeeded" },
  { name: "has to go back", script: breaks, end: "rolled-back" },
] as const;

describe.each(plays)("a run that $name", ({ script, end }) => {
  it("comes to the same end when its worker is killed at any effect", { timeout: 120_000 }, async () => {
    const quiet = await setStage(script);
    const effects = await play(quiet, () => undefined);
    await checkTruth(quiet, end);
    quiet.store.close();
    expect(effects.length).toBeGreaterThan(35);
    for (const [index, name] of effects.entries()) {
      const stage = await setStage(script);
      await play(stage, (worker) => (worker === 0 ? index + 1 : undefined));
      await checkTruth(stage, end).catch((error: unknown) => {
        throw new Error(`killed before effect ${index + 1} (${name})`, { cause: error });
      });
      stage.store.close();
    }
  });

  it.each(Array.from({ length: 12 }, (_, index) => 1000 + index))(
    "comes to the same end when workers die all the time (seed %i)",
    async (seed) => {
      const random = seededRandom(seed);
      const stage = await setStage(script);
      await play(stage, () => 2 + Math.floor(random() * 25));
      await checkTruth(stage, end);
      stage.store.close();
    },
  );
});

describe("two workers at once", () => {
  it("never do the same step, and every run succeeds once", async () => {
    const stage = await setStage();
    const workers = ["a", "b"].map((name) => mortalWorker(stage, name));
    for (let turn = 0; turn < 20; turn += 1) {
      await Promise.all(workers.map((worker) => worker.reconciler.tick({ limit: 3 })));
      await stage.clock.advance(1);
    }
    await checkTruth(stage, "succeeded");
    expect(workers.flatMap(({ problems }) => problems)).toEqual([]);
    stage.store.close();
  });

  it("do not disturb each other when one wakes up after its lease was taken", async () => {
    let open: () => void = () => undefined;
    const asleep = new Promise<void>((resolve) => (open = resolve));
    let calls = 0;
    const stage = await setStage(async (phase) => {
      if (phase === "copy" && (calls += 1) === 1) await asleep;
      return undefined;
    });
    // The clock of the first one stands still: its process is suspended and renews nothing.
    const first = mortalWorker({ ...stage, clock: simulatedClock(stage.clock.now()) }, "first");
    for (let turn = 0; turn < 4; turn += 1) await first.reconciler.tick({ limit: 1 });
    const sleeping = first.reconciler.tick({ limit: 1 });
    await settled();
    await stage.clock.advance(leaseSeconds + 1);
    const second = mortalWorker(stage, "second");
    for (let turn = 0; turn < 6; turn += 1) await second.reconciler.tick({ limit: 1 });
    await checkTruth(stage, "succeeded");
    const before = await stage.store.runs.events(reader, { runId: stage.runId, after: 0 });
    const done = first.effects.length;
    open();
    await sleeping;
    expect(first.effects.slice(done)).toEqual(["move"]);
    expect(await stage.store.runs.events(reader, { runId: stage.runId, after: 0 })).toEqual(before);
    await checkTruth(stage, "succeeded");
    stage.store.close();
  });
});

describe("the walk of a run", () => {
  it("is the one that the graph describes", async () => {
    const stage = await setStage();
    await play(stage, () => undefined);
    const events = await stage.store.runs.events(reader, { runId: stage.runId, after: 0 });
    const walked = events.filter(({ type }) => type === "state").map(({ payload }) => String(payload["to"]));
    const graph = graphOf({ kind: "deploy" });
    const drawn: string[] = [graph.initial];
    for (let at = nextState(graph, graph.initial, "done"); at; at = nextState(graph, at, "done")) drawn.push(at);
    expect(walked).toEqual(drawn);
    stage.store.close();
  });
});
