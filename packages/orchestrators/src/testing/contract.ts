import type { StepEvent } from "@allotment/engine";
import { hasSentence, type Description } from "@allotment/model";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forwardPhases, PhaseRun, type PhaseGround } from "./phase-run.ts";

const mutatingPhases = ["provision", "copy", "activate", "rollBack", "applySettings", "backUp", "erase"] as const;

/** What the suite asks an adapter to bring: itself, machines to work on, and a way to look at them from outside. */
export interface OrchestratorHarness extends PhaseGround {
  /** Two machines. */
  readonly first: Description;
  /** The same with one option changed, on one machine only. */
  readonly changed: Description;
  /** As `first`, with a machine that the environment does not have. */
  readonly unknownMachine: Description;
  /** As `changed`, but the changed machine does not come up. */
  readonly breaking: Description;
  /** What a machine runs, seen without the adapter. */
  readonly generationOn: (machine: string) => Promise<number | null>;
  /** Values that are in the tree or on the machines and may be told to nobody. */
  readonly secrets: readonly string[];
  readonly dispose: () => Promise<void>;
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
      new PhaseRun(harness, description, run, await generations());
    async function generations(): Promise<Record<string, number | null>> {
      const machines = Object.keys(harness.environment.offers.machine);
      return Object.fromEntries(
        await Promise.all(machines.map(async (machine) => [machine, await harness.generationOn(machine)] as const)),
      );
    }
    async function deployed(description: Description, run: string): Promise<PhaseRun> {
      const made = await runOf(description, run);
      expect(await made.until("verify")).toMatchObject({ kind: "done" });
      return made;
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
      for (const [step, phase] of forwardPhases.entries()) {
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
      for (const phase of mutatingPhases) {
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
