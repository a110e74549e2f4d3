/** What practice pretends, and that it says so. */
import {
  grantMutation,
  seededRandom,
  type Phase,
  type StepContext,
  type StepEvent,
  type StepResult,
} from "@allotment/engine";
import { sampleDescription, sampleEnvironment } from "@allotment/engine/testing";
import type { Description, Environment } from "@allotment/model";
import { hasSentence, sentence } from "@allotment/model";
import { describe, expect, it } from "vitest";
import { performPhase } from "../orchestrator.ts";
import { createRehearsal } from "./index.ts";
import { slowMilliseconds } from "./names.ts";

interface Performance {
  readonly result: StepResult;
  readonly events: readonly StepEvent[];
  /** Pretended time. */
  readonly milliseconds: number;
}

async function perform(
  phase: Phase,
  change: { description?: Description; environment?: Environment; attempt?: number } = {},
): Promise<Performance> {
  const events: StepEvent[] = [];
  let milliseconds = 0;
  const { description = sampleDescription(), environment = sampleEnvironment(), attempt = 1 } = change;
  const context: StepContext = {
    run: "run",
    deployment: description.deployment,
    description,
    deployed: null,
    environmentId: "environment",
    environment,
    tree: { folder: "/nowhere", commit: "0".repeat(40) },
    machines: Object.keys(description.machines),
    previousGenerations: {},
    facts: {},
    fencing: 1,
    attempt,
    deadline: 0,
    signal: new AbortController().signal,
    clock: {
      now: () => 0,
      sleep: async (slept) => {
        milliseconds += slept;
      },
    },
    random: seededRandom(1),
    emit: async (event) => void events.push(event),
  };
  const rehearsal = createRehearsal({ folder: "/nowhere", env: {} });
  const result = await performPhase(rehearsal, phase, context, grantMutation(1));
  return { result, events, milliseconds };
}

function taking(stepMillisecondsMax: number, seed = 7): Environment {
  return { ...sampleEnvironment(), rehearsal: { seed, stepMillisecondsMax } };
}

function named(slug: string): Description {
  return sampleDescription({ instances: { [slug]: "birch" } });
}

describe("practice", () => {
  it.each(["provision", "build"] as const)("says in %s that nothing happens", async (phase) => {
    const { events } = await perform(phase);
    const note = events.find((event) => event.kind === "note");
    const key = `run.events.${note?.kind === "note" ? note.code : ""}`;
    expect(hasSentence(key)).toBe(true);
    expect(sentence(key)).toMatch(/^Practice: /);
  });

  it("says that it did not evaluate where there is no Nix, and still names a system per machine", async () => {
    const { events, result } = await perform("evaluate");
    expect(events).toContainEqual({ kind: "evaluation", level: "not-evaluated" });
    expect(result).toMatchObject({
      kind: "done",
      facts: { evaluation: "not-evaluated", systems: { birch: expect.any(String), cedar: expect.any(String) } },
    });
  });

  it("takes the time that the environment allows, the same every time", async () => {
    const once = await perform("build", { environment: taking(1000) });
    expect(once.milliseconds).toBeGreaterThan(300);
    expect(once.milliseconds).toBeLessThanOrEqual(1000);
    expect(await perform("build", { environment: taking(1000) })).toEqual(once);
    expect(await perform("build", { environment: taking(1000, 8) })).not.toEqual(once);
    expect((await perform("build", { environment: taking(0) })).milliseconds).toBe(0);
  });

  it("fails, is slow or fails once when a name asks for it, and only then", async () => {
    expect((await perform("build", { description: named("fail-at-building") })).result).toMatchObject({
      kind: "failed",
      failure: { code: "practised-failure", retryable: false },
    });
    const once = named("fail-once-at-building");
    expect((await perform("build", { description: once })).result).toMatchObject({ failure: { retryable: true } });
    expect((await perform("build", { description: once, attempt: 2 })).result).toEqual({ kind: "done" });
    expect((await perform("build", { description: named("slow-at-building") })).milliseconds).toBe(slowMilliseconds);
    expect((await perform("provision", { description: named("fail-at-building") })).result).toEqual({ kind: "done" });
    const deployment = sampleDescription({ deployment: "fail-at-building" });
    expect((await perform("build", { description: deployment })).result).toMatchObject({ kind: "failed" });
  });
});
