import {
  grantMutation,
  seededRandom,
  systemClock,
  type CommittedTree,
  type Facts,
  type MutationGrant,
  type Phase,
  type StepContext,
  type StepEvent,
  type StepResult,
} from "@allotment/engine";
import { hasSentence, type Description, type Environment } from "@allotment/model";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { performPhase, type Orchestrator } from "../orchestrator.ts";

/** What the suite asks an adapter to bring: itself, machines to work on, and a way to look at them from outside. */
export interface OrchestratorHarness {
  readonly orchestrator: Orchestrator;
  readonly environment: Environment;
  /** Two machines. */
  readonly first: Description;
  /** The same with one option changed, on one machine only. */
  readonly changed: Description;
  /** As `first`, with a machine that the environment does not have. */
  readonly unknownMachine: Description;
  /** As `changed`, but the changed machine does not come up. */
  readonly breaking: Description;
  /** Writes the tree of a description. */
  readonly treeOf: (description: Description) => Promise<CommittedTree>;
  /** What a machine runs, seen without the adapter. */
  readonly generationOn: (machine: string) => Promise<number | null>;
  /** Values that are in the tree or on the machines and may be told to nobody. */
  readonly secrets: readonly string[];
  readonly dispose: () => Promise<void>;
}

const forward: readonly Phase[] = ["provision", "evaluate", "build", "copy", "activate", "verify"];

/** A run of the suite: phases one after the other, with what they emitted. */
class Rehearser {
  readonly events: StepEvent[] = [];
  facts: Facts = {};
  readonly harness: OrchestratorHarness;
  readonly description: Description;
  readonly previous: Readonly<Record<string, number | null>>;
  readonly run: string;
  private tree: CommittedTree | null = null;

  constructor(
    harness: OrchestratorHarness,
    description: Description,
    run: string,
    previous: Readonly<Record<string, number | null>>,
  ) {
    this.harness = harness;
    this.description = description;
    this.run = run;
    this.previous = previous;
  }

  async phase(phase: Phase, change: Partial<StepContext> = {}, grant?: MutationGrant): Promise<StepResult> {
    if (phase === "evaluate") this.tree = await this.harness.treeOf(this.description);
    const context: StepContext = {
      run: this.run,
      deployment: this.description.deployment,
      description: this.description,
      environmentId: "environment",
      environment: this.harness.environment,
      tree: this.tree,
      machines: Object.keys(this.description.machines),
      previousGenerations: this.previous,
      facts: this.facts,
      fencing: 10,
      attempt: 1,
      deadline: systemClock.now() + 60_000,
      signal: new AbortController().signal,
      clock: systemClock,
      random: seededRandom(1),
      emit: async (event) => {
        this.events.push(event);
      },
      ...change,
    };
    const given = grant ?? grantMutation(context.fencing);
    const result = await performPhase(this.harness.orchestrator, phase, context, given);
    if (result.kind === "done") this.facts = { ...this.facts, ...result.facts };
    return result;
  }

  async until(last: Phase): Promise<StepResult> {
    let result: StepResult = { kind: "done" };
    for (const phase of forward.slice(0, forward.indexOf(last) + 1)) {
      result = await this.phase(phase);
      if (result.kind !== "done") break;
    }
    return result;
  }

  /** The last truth about each machine. */
  outcomes(): Record<string, string> {
    return Object.fromEntries(
      this.events.flatMap((event) => (event.kind === "machine" ? [[event.machine, event.outcome]] : [])),
    );
  }
}

/** The suite that every orchestrator must pass. `make` sets up fresh machines for each test. */
export function orchestratorContract(name: string, make: () => Promise<OrchestratorHarness>): void {
  describe(`contract of orchestrators: ${name}`, () => {
    let harness: OrchestratorHarness;
    beforeEach(async () => {
      harness = await make();
    });
    afterEach(() => harness.dispose());

    const runOf = async (description: Description, run: string) =>
      new Rehearser(harness, description, run, await generations());
    async function generations(): Promise<Record<string, number | null>> {
      const machines = Object.keys(harness.environment.offers.machine);
      return Object.fromEntries(
        await Promise.all(machines.map(async (machine) => [machine, await harness.generationOn(machine)] as const)),
      );
    }
    async function deployed(description: Description, run: string): Promise<Rehearser> {
      const rehearser = await runOf(description, run);
      expect(await rehearser.until("verify")).toMatchObject({ kind: "done" });
      return rehearser;
    }

    it("carries a description to every machine and tells the truth about each", async () => {
      const run = await deployed(harness.first, "run-1");
      for (const machine of Object.keys(harness.first.machines)) {
        expect(await harness.generationOn(machine)).toBe(1);
        expect(run.outcomes()[machine]).toBe("verified");
      }
    });

    it("does nothing more when a phase is done again", async () => {
      const run = await runOf(harness.first, "run-1");
      for (const [step, phase] of forward.entries()) {
        const fencing = 10 + 2 * step;
        expect(await run.phase(phase, { fencing })).toMatchObject({ kind: "done" });
        const before = { generations: await generations(), outcomes: run.outcomes() };
        expect(await run.phase(phase, { fencing: fencing + 1, attempt: 2 })).toMatchObject({ kind: "done" });
        expect({ generations: await generations(), outcomes: run.outcomes() }).toEqual(before);
      }
    });

    it("touches no machine when the same tree is deployed a second time", async () => {
      await deployed(harness.first, "run-1");
      const second = await runOf(harness.first, "run-2");
      expect(await second.until("verify")).toMatchObject({ kind: "done" });
      expect(new Set(Object.values(second.outcomes()))).toEqual(new Set(["untouched"]));
      expect(new Set(Object.values(await generations()))).toEqual(new Set([1]));
    });

    it("touches only machines whose system changed", async () => {
      await deployed(harness.first, "run-1");
      const second = await deployed(harness.changed, "run-2");
      expect(Object.values(second.outcomes()).sort()).toEqual(["untouched", "verified"]);
    });

    it("stops when it is interrupted, and leaves what runs alone", async () => {
      const run = await runOf(harness.first, "run-1");
      await run.until("copy");
      const controller = new AbortController();
      const reason = new Error("interrupted");
      const emit = async () => controller.abort(reason);
      await expect(run.phase("activate", { signal: controller.signal, emit })).rejects.toThrow("interrupted");
      expect(await run.phase("activate")).toMatchObject({ kind: "done" });
    });

    it("refuses a worker whose lease is older than one that a machine has seen", async () => {
      const run = await runOf(harness.first, "run-1");
      await run.until("copy");
      const stale = await run.phase("activate", { fencing: 9 });
      expect(stale).toMatchObject({ kind: "failed", failure: { code: "stale-worker", retryable: false } });
      expect(await harness.generationOn(Object.keys(harness.first.machines)[0] ?? "")).toBeNull();
    });

    it("refuses a machine that the environment does not have, before anything is touched", async () => {
      const run = await runOf(harness.unknownMachine, "run-1");
      const result = await run.until("verify");
      expect(result).toMatchObject({ kind: "failed", failure: { code: "unknown-machine", whoseTurn: "provider" } });
      expect(run.outcomes()).toEqual({});
    });

    it("changes nothing without a grant", async () => {
      const run = await runOf(harness.first, "run-1");
      await run.until("build");
      const forged = { fencing: 10 };
      for (const phase of ["provision", "copy", "activate", "rollBack"] as const) {
        await expect(run.phase(phase, {}, forged)).rejects.toThrow("without a grant");
      }
      expect(await harness.generationOn(Object.keys(harness.first.machines)[0] ?? "")).toBeNull();
    });

    it("puts the old generation back when a machine does not come up", async () => {
      await deployed(harness.first, "run-1");
      const run = await runOf(harness.breaking, "run-2");
      expect(await run.until("verify")).toMatchObject({ kind: "failed", failure: { retryable: false } });
      expect(await run.phase("rollBack", { fencing: 11 })).toMatchObject({ kind: "done" });
      expect(new Set(Object.values(await generations()))).toEqual(new Set([1]));
      expect(Object.values(run.outcomes())).toContain("restored");
      expect(await run.phase("rollBack", { fencing: 12 })).toMatchObject({ kind: "done" });
      expect(Object.values(run.outcomes())).toContain("restored");
    });

    it("emits events that can be said, counted and shown to anyone", async () => {
      const run = await deployed(harness.first, "run-1");
      for (const event of run.events) checkEvent(event, Object.keys(harness.first.machines));
      const all = JSON.stringify([run.events, run.facts]);
      for (const secret of harness.secrets) expect(all).not.toContain(secret);
    });
  });
}

function checkEvent(event: StepEvent, machines: readonly string[]): void {
  if ("machine" in event && event.machine !== undefined) expect(machines).toContain(event.machine);
  if (event.kind === "note") expect(hasSentence(`run.events.${event.code}`), event.code).toBe(true);
  if (event.kind === "log") expect(event.line.length).toBeLessThanOrEqual(2000);
  if (event.kind !== "progress") return;
  expect(hasSentence(`run.progress.${event.code}`), event.code).toBe(true);
  expect(event.done).toBeGreaterThanOrEqual(0);
  expect(event.done).toBeLessThanOrEqual(event.expected);
}
