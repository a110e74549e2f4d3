import type { StepContext, StepFailure, StepResult } from "@allotment/engine";
import { sentence } from "@allotment/model";
import { inParallel } from "../parallel.ts";
import { failedUnits, hostFacts } from "./answers.ts";
import { hostFailure, providerFailure } from "./failures.ts";
import { isTrouble, type Host } from "./host.ts";
import { hostsAtOnce, nixMissing, openHosts, type Setup } from "./setup.ts";

/** Fact: services that had failed on each machine before the run did anything. */
export const failedBefore = "failedBefore";

/** How many of them are kept for a machine: the facts of a run stay small. */
const failedMax = 100;

/** Looks at every machine before any work is done: whether it is there, is the one it should be, and can be used. */
export async function provision(setup: Setup, context: StepContext): Promise<StepResult> {
  const opened = await openHosts(setup, context);
  if ("failure" in opened) return { kind: "failed", failure: opened.failure };
  const programs = await setup.outside.findNixPrograms(setup.env);
  if (programs === null || programs.command === null) return { kind: "failed", failure: nixMissing() };
  let done = 0;
  const looks = await inParallel(opened.hosts, hostsAtOnce, async (host) => {
    const look = await lookAt(host);
    done += 1;
    await context.emit({ kind: "progress", code: "machines", done, expected: opened.hosts.length });
    return look;
  });
  const failures = looks.flatMap((look) => ("failure" in look ? [look.failure] : []));
  const first = failures[0];
  if (first !== undefined) return { kind: "failed", failure: together(first, failures) };
  const failed = looks.flatMap((look) => ("failed" in look ? [[look.machine, look.failed] as const] : []));
  return { kind: "done", facts: { [failedBefore]: Object.fromEntries(failed) } };
}

type Look =
  | { readonly machine: string; readonly failed: readonly string[] }
  | { readonly machine: string; readonly failure: StepFailure };

async function lookAt(host: Host): Promise<Look> {
  const { machine } = host;
  const answer = await host.ask(["facts"], ["units"]);
  // A machine that has never run a system of ours may have nothing that knows its services.
  const said = isTrouble(answer) && answer.partly?.has("fencing") === true ? answer.partly : answer;
  if (isTrouble(said)) return { machine, failure: hostFailure(host, said) };
  if (isTrouble(answer) && hostFacts(said).system !== null) return { machine, failure: hostFailure(host, answer) };
  if (hostFacts(said).nixVersion === null)
    return { machine, failure: providerFailure("host-without-nix", { machine }) };
  return { machine, failed: failedUnits(said).slice(0, failedMax) };
}

/** One failure for all: the first one, with a sentence about each machine beside it. It passes only if all may pass. */
function together(first: StepFailure, failures: readonly StepFailure[]): StepFailure {
  if (failures.length === 1) return first;
  const lines = failures.map(({ code, params }) => sentence(`run.failures.${code}.summary`, params));
  const lasting = failures.find(({ retryable }) => !retryable) ?? first;
  return { ...lasting, detail: [...lines, ...failures.flatMap(({ detail }) => detail ?? [])].join("\n") };
}
