import { isTerminal, type RunError, type RunKind, type TerminalRunState, type WorkerActor } from "@allotment/store";
import type { TestApi } from "./test-api.ts";
import type { TestPerson } from "./people.ts";

const worker: WorkerActor = { kind: "worker", workerId: "test" };

const untilActive = ["provisioning", "evaluating", "building", "copying", "activating"] as const;
const installing = ["planned", ...untilActive, "verifying"] as const;
const removing = ["planned", "backing-up", ...untilActive, "erasing"] as const;
const setting = ["planned", "applying"] as const;

type Way = readonly (typeof installing | typeof removing | typeof setting)[number][];

function wayOf(kind: RunKind): Way {
  if (kind === "settings") return setting;
  return kind === "remove" ? removing : installing;
}

/** What a machine says that it erased, in tests. */
export const sampleErased = {
  amber: [{ kind: "files", name: "/var/lib/pixelfed", instance: "photos", bytes: 4096, files: 3 }],
};

/** Takes up the oldest request, as the worker would. @returns the run's id */
export async function startRun(test: TestApi): Promise<string> {
  const [intent] = await test.store.intents.pending(worker, { limit: 1 });
  if (!intent) throw new Error("nobody asked for a run");
  const started = await test.store.runs.start(worker, { intentId: intent.id });
  if (!started.ok) throw new Error(`the run was refused: ${started.conflict.code}`);
  return started.value.id;
}

/** Carries the oldest request out to its end, as the worker would, without doing anything. @returns the run's id */
export async function carryOut(test: TestApi, to: TerminalRunState = "succeeded"): Promise<string> {
  const runId = await startRun(test);
  await finishRun(test, runId, to);
  return runId;
}

/**
 * Moves a run that was taken up to its end.
 *
 * @param until the state in which it comes to nothing; the first one when left out
 */
export async function finishRun(
  test: TestApi,
  runId: string,
  to: TerminalRunState,
  until: "planned" | "backing-up" | "erasing" = "planned",
): Promise<void> {
  const leased = (await test.store.runs.takeDue(worker, { limit: 10, leaseSeconds: 60 })).find(
    ({ id }) => id === runId,
  );
  if (!leased) throw new Error("the run is not due");
  const held = { runId, fencing: leased.fencing };
  const way = wayOf(leased.kind);
  const [first, ...others] = way.slice(0, to === "succeeded" ? way.length : way.indexOf(until) + 1);
  let from = first ?? "planned";
  for (const state of others) {
    const events = [{ type: "note", step: state, machine: null, payload: { code: "practice-build", params: {} } }];
    await test.store.runs.move(worker, { ...held, from, to: state, events });
    from = state;
  }
  const error: RunError = { code: "unexpected", params: {}, turn: "provider", detail: null };
  const facts = { type: "facts", step: from, machine: null, payload: { erased: sampleErased } };
  const finished = await test.store.runs.finish(worker, {
    ...held,
    from,
    to,
    events: from === "erasing" ? [facts] : [],
    error: to === "succeeded" ? null : error,
  });
  if (!finished.ok || !isTerminal(finished.value.state)) throw new Error("the run did not end");
}

/** Saves the draft, plans it and asks for a run, agreeing to every warning. @returns the id of the run to be */
export async function requestRun(person: TestPerson, deploymentId: string): Promise<string> {
  const { etag } = await person.caller.draft.get({ deploymentId });
  await person.caller.configuration.stage({ deploymentId, etag });
  const { planId, diagnostics } = await person.caller.plan.create({ deploymentId });
  if (planId === null) throw new Error(`there is no plan: ${diagnostics.map(({ summary }) => summary).join(" ")}`);
  const plan = await person.caller.plan.get({ planId });
  const { runId } = await person.caller.run.create({ planId, acknowledged: plan.warnings.map(({ code }) => code) });
  return runId;
}

/** Deploys the draft. @returns the id of the run */
export async function deploy(test: TestApi, person: TestPerson, deploymentId: string): Promise<string> {
  await requestRun(person, deploymentId);
  return carryOut(test);
}
