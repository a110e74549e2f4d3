import { alwaysUnharmed, type StepContext, type StepFailure, type StepResult } from "@allotment/engine";
import { otherSystem } from "../failures.ts";
import { inParallel } from "../parallel.ts";
import { systemFor, systemsOf } from "../systems.ts";
import { worst } from "./activate.ts";
import { failedUnits, hostFacts, type HostFacts } from "./answers.ts";
import { healthChecks, type HealthCheck } from "./checks.ts";
import { runs } from "./copy.ts";
import { hostFailure, providerFailure } from "./failures.ts";
import { isTrouble, type Host } from "./host.ts";
import { patience } from "./patience.ts";
import { failedBefore } from "./provision.ts";
import { forgetRoots } from "./roots.ts";
import { hostsAtOnce, openHosts, type Setup } from "./setup.ts";
import { ownActivation } from "./switch-machine.ts";

/** How long a service may take to answer before the step is tried again later, in seconds. */
const patienceSeconds = 20;

/** Failed services that are named in a sentence. */
const namedMax = 10;

/** Longest time of one request, in seconds. */
const requestSeconds = 10;

/**
 * Looks whether every machine runs what it should, no service failed, and each instance answers.
 *
 * @param isSwitched whether this run switched a machine; by its own activation there when left out.
 */
export async function verify(
  setup: Setup,
  context: StepContext,
  isSwitched: (machine: string, facts: HostFacts) => boolean = (_, facts) => ownActivation(facts, context.run) !== null,
): Promise<StepResult> {
  const opened = await openHosts(setup, context);
  if ("failure" in opened) return { kind: "failed", failure: opened.failure };
  const looks = await inParallel(opened.hosts, hostsAtOnce, (host) => lookAt(context, host));
  const unwell = worst(looks.map((look) => ("failure" in look ? look.failure : null)));
  if (unwell !== null) return { kind: "failed", failure: unwell };
  const addressOf = (machine: string) => opened.hosts.find((host) => host.machine === machine)?.target.address;
  const silent = await askHealth(setup, context, addressOf);
  if (silent !== null) return { kind: "failed", failure: silent };
  for (const look of looks) {
    if ("failure" in look) continue;
    const { machine, facts } = look;
    const outcome = isSwitched(machine, facts) ? "verified" : "untouched";
    await context.emit({ kind: "machine", machine, outcome, generation: facts.generation });
  }
  await forgetRoots(setup, context, (run) => run !== context.run);
  return { kind: "done" };
}

type Look = { readonly machine: string; readonly facts: HostFacts } | { readonly failure: StepFailure };

async function lookAt(context: StepContext, host: Host): Promise<Look> {
  const { machine } = host;
  const answer = await host.ask(["facts"], ["units"]);
  if (isTrouble(answer)) return { failure: hostFailure(host, answer, alwaysUnharmed) };
  const facts = hostFacts(answer);
  if (!runs(facts, systemFor(systemsOf(context.facts), machine))) return { failure: otherSystem(machine) };
  const known = failedAlready(context, machine);
  const failed = failedUnits(answer).filter((name) => !known.includes(name));
  if (failed.length === 0) return { machine, facts };
  const units = [...failed.slice(0, namedMax), ...(failed.length > namedMax ? ["…"] : [])].join(", ");
  return {
    failure: providerFailure("units-failed", { machine, units }, { unharmed: alwaysUnharmed, retryable: true }),
  };
}

/** Services that had failed before this run: they are somebody's trouble, but not its. */
function failedAlready({ facts }: StepContext, machine: string): readonly unknown[] {
  const before = facts[failedBefore];
  if (typeof before !== "object" || before === null || Array.isArray(before)) return [];
  const names = Object.entries(before).find(([name]) => name === machine)?.[1];
  return Array.isArray(names) ? names : [];
}

/**
 * Asks each instance whether it works, at the address of its machine.
 *
 * @returns null when all do.
 */
export async function askHealth(
  setup: Pick<Setup, "outside">,
  context: StepContext,
  addressOf: (machine: string) => string | null | undefined,
): Promise<StepFailure | null> {
  const checks = healthChecks(context.description);
  let done = 0;
  const failures = await inParallel(checks, hostsAtOnce, async (check) => {
    const failure = await askOne(setup, context, addressOf(check.machine), check);
    if (failure === null) done += 1;
    await context.emit({ kind: "progress", code: "checks", done, expected: checks.length });
    return failure;
  });
  return worst(failures);
}

async function askOne(
  { outside }: Pick<Setup, "outside">,
  context: StepContext,
  address: string | null | undefined,
  { url, machine, problemOf }: HealthCheck,
): Promise<StepFailure | null> {
  if (address == null) return null;
  const waiting = patience(context, patienceSeconds);
  for (;;) {
    const request = { url, address, timeoutSeconds: requestSeconds, signal: context.signal };
    const answer = await outside.requestUrl(request);
    const problem = problemOf(answer);
    if (problem === null) {
      if ("distrust" in answer && answer.distrust !== null) await context.emit(distrusted(url, answer.distrust));
      return null;
    }
    if (await waiting.pause()) continue;
    const params = { url, machine, problem };
    return providerFailure("health-failed", params, { unharmed: alwaysUnharmed, retryable: true });
  }
}

function distrusted(url: string, reason: string) {
  return { kind: "note", code: "certificate-untrusted", params: { host: new URL(url).host, reason } } as const;
}
