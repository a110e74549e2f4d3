import type { Description, Environment, Finding } from "@allotment/model";
import type { CheckRecord, CheckResult } from "@allotment/store";
import { afterEach, describe, expect, it } from "vitest";
import { createRunReconciler } from "../run/reconciler.ts";
import { sampleDescription, sampleEnvironment } from "../testing/sample.ts";
import { simulatedClock, type SimulatedClock } from "../testing/simulated-clock.ts";
import { simulatedOutside, simulatedWork } from "../testing/simulated-work.ts";
import { makeWorld, type World, type WorldDeployment } from "../testing/world.ts";
import type { CheckHandlers } from "./handler.ts";
import { createCheckReconciler } from "./reconciler.ts";
import { failuresMax } from "./timing.ts";

const actor = { kind: "worker", workerId: "watching" } as const;

const real: Environment = { ...sampleEnvironment(), orchestrator: "nixos-ssh" };

const trouble: Finding = {
  code: "site-down",
  subject: "hello",
  params: {},
  turn: "provider",
  severity: "problem",
};

/** What is deployed: one instance on one machine. */
function deployed(greeting: string): Description {
  const description = sampleDescription({ greeting });
  const health = [{ url: "https://choir.example/", statuses: [200], purpose: "web" as const }];
  const instances = Object.entries(description.instances).map(([slug, one]) => [slug, { ...one, health }]);
  return { ...description, orchestrator: "nixos-ssh", instances: Object.fromEntries(instances) };
}

function seen(outcome: CheckResult["outcome"], findings: readonly Finding[] = []): CheckResult<"health"> {
  return { outcome, findings, metrics: { responseMilliseconds: 12 }, facts: null };
}

interface Stage {
  readonly world: World;
  readonly clock: SimulatedClock;
  readonly deployment: WorldDeployment;
  readonly deploy: (greeting: string) => Promise<void>;
  /** Lets the worker with these handlers work for so long, in steps of ten seconds. */
  readonly watch: (handlers: CheckHandlers, seconds: number) => Promise<void>;
  readonly health: () => Promise<CheckRecord>;
  readonly problems: unknown[];
}

const stages: World[] = [];
afterEach(() => stages.splice(0).forEach(({ store }) => store.close()));

async function setStage(): Promise<Stage> {
  const clock = simulatedClock();
  const world = await makeWorld(real, { clock: clock.date });
  stages.push(world);
  const { store } = world;
  const deployment = await world.deployment(deployed("Hello"));
  const shutdown = new AbortController().signal;
  const problems: unknown[] = [];
  const runs = createRunReconciler({
    store,
    actor,
    work: simulatedWork(simulatedOutside(), async (_, effect) => effect()),
    leaseSeconds: 30,
    clock,
    shutdown,
    report: ({ error }) => problems.push(error),
  });
  return {
    world,
    clock,
    deployment,
    problems,
    deploy: async (greeting) => {
      await deployment.ask(deployed(greeting));
      for (let turn = 0; turn < 12; turn += 1) await runs.tick({ limit: 1 });
    },
    watch: async (handlers, seconds) => {
      const checks = createCheckReconciler({
        store,
        actor,
        handlers,
        clock,
        shutdown,
        report: ({ error }) => problems.push(error),
      });
      for (let second = 0; second < seconds; second += 10) {
        void (await checks.begin({ limit: 10 }));
        await clock.advance(10);
      }
      // Looks that hang end by the clock only.
      let over = false;
      const ending = checks.idle().then(() => (over = true));
      while (!over) {
        await clock.advance(10);
        await new Promise((resolve) => setImmediate(resolve));
      }
      await ending;
    },
    health: async () => {
      const records = await store.checks.list(actor, { deploymentId: deployment.id });
      const found = records.find(({ kind }) => kind === "health");
      if (found === undefined) throw new Error("nobody looks at its health");
      return found;
    },
  };
}

describe("what is deployed", () => {
  it("is looked at soon, and then again and again", async () => {
    const stage = await setStage();
    await stage.deploy("Hello");
    let looks = 0;
    const health = async () => {
      looks += 1;
      return seen("healthy");
    };
    await stage.watch({ health }, 20);
    expect(looks).toBeGreaterThan(0);
    const first = await stage.health();
    expect(first).toMatchObject({ outcome: "healthy", consecutive: 1 });
    await stage.watch({ health }, 600);
    expect((await stage.health()).since).toBe(first.since);
    expect(looks / Object.keys(deployed("Hello").instances).length).toBeGreaterThan(7);
    expect(looks / Object.keys(deployed("Hello").instances).length).toBeLessThan(14);
    expect(stage.problems).toEqual([]);
  });

  it("begins at unknown when another version is deployed: what was seen of the old one counts no more", async () => {
    const stage = await setStage();
    await stage.deploy("Hello");
    await stage.watch({ health: async () => seen("healthy") }, 20);
    const before = await stage.health();
    await stage.deploy("Good evening");
    await stage.watch({}, 10);
    const after = await stage.health();
    expect(after.planId).not.toBe(before.planId);
    expect(after).toMatchObject({ outcome: "unknown", lastAt: null, result: null });
  });

  it("is not said to work by a look that began before another version was deployed", async () => {
    const stage = await setStage();
    await stage.deploy("Hello");
    let answer: (result: CheckResult<"health">) => void = () => undefined;
    const slow = () => new Promise<CheckResult<"health">>((resolve) => (answer = resolve));
    const { store } = stage.world;
    const checks = createCheckReconciler({
      store,
      actor,
      handlers: { health: slow },
      clock: stage.clock,
      shutdown: new AbortController().signal,
      report: ({ error }) => stage.problems.push(error),
    });
    const looks = await checks.begin({ limit: 1 });
    await stage.deploy("Good evening");
    await stage.watch({}, 10);
    answer(seen("healthy"));
    await Promise.all(looks);
    expect(await stage.health()).toMatchObject({ outcome: "unknown", lastAt: null });
  });
});

describe("a look that fails", () => {
  it("leaves what was known, and only after several nothing is known any more", async () => {
    const stage = await setStage();
    await stage.deploy("Hello");
    await stage.watch({ health: async () => seen("healthy") }, 20);
    let failures = 0;
    const broken: CheckHandlers = {
      health: async () => {
        failures += 1;
        throw new Error("no route");
      },
    };
    const instances = Object.keys(deployed("Hello").instances).length;
    while (failures < instances) await stage.watch(broken, 10);
    expect(await stage.health()).toMatchObject({ outcome: "healthy", failures: 1 });
    while (failures < instances * failuresMax) await stage.watch(broken, 10);
    expect(await stage.health()).toMatchObject({ outcome: "unknown", failures: failuresMax });
  });

  it("ends when it takes too long, even if it does not listen, and holds up nobody else", async () => {
    const stage = await setStage();
    await stage.deploy("Hello");
    let looks = 0;
    const hanging = () => {
      looks += 1;
      return new Promise<never>(() => undefined);
    };
    await stage.watch({ health: hanging }, 400);
    expect(looks).toBeGreaterThan(2);
    expect(await stage.health()).toMatchObject({ outcome: "unknown" });
  });
});

describe("a trouble that is found", () => {
  it("becomes an incident when a second look finds it too, and one only", async () => {
    const stage = await setStage();
    await stage.deploy("Hello");
    const down: CheckHandlers = { health: async () => seen("down", [trouble]) };
    await stage.watch(down, 300);
    const { store } = stage.world;
    const incidents = await store.incidents.list(actor, { deploymentId: stage.deployment.id });
    const instances = Object.keys(deployed("Hello").instances).length;
    expect(incidents.filter(({ code, state }) => code === "site-down" && state === "open")).toHaveLength(instances);
  });
});
