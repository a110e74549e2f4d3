import type { StepContext, StepFailure, StepResult } from "@allotment/engine";
import type { CopyOutcome } from "../nix/copy.ts";
import type { NixSurroundings } from "../nix/failure.ts";
import { inParallel } from "../parallel.ts";
import { systemFor, systemsOf } from "../systems.ts";
import { scrubbed, shortened } from "../tool-output.ts";
import { hostFacts, type HostFacts } from "./answers.ts";
import { hostFailure, providerFailure } from "./failures.ts";
import { factsUnderFence, isFull } from "./fence.ts";
import { isTrouble, type Host, type Trouble } from "./host.ts";
import { startProgress } from "./progress.ts";
import { giveBackRoom, missingMiB } from "./room.ts";
import { openHosts, openNix, type Setup } from "./setup.ts";
import { secondsLeft } from "./time.ts";

/** Copies that go on at once: they share one line. */
const copiesAtOnce = 3;

/** Copies each machine's system to its store; machines that run it already are left alone. */
export async function copy(setup: Setup, context: StepContext): Promise<StepResult> {
  const opened = await openHosts(setup, context);
  if ("failure" in opened) return { kind: "failed", failure: opened.failure };
  const nix = await openNix(setup, context);
  if ("failure" in nix) return { kind: "failed", failure: nix.failure };
  const failures = await inParallel(opened.hosts, copiesAtOnce, (host) => copyToHost(setup, context, nix, host));
  const failure = failures.find((each) => each !== null);
  return failure == null ? { kind: "done" } : { kind: "failed", failure };
}

async function copyToHost(
  setup: Setup,
  context: StepContext,
  nix: NixSurroundings,
  host: Host,
): Promise<StepFailure | null> {
  const { machine } = host;
  const system = systemFor(systemsOf(context.facts), machine);
  const facts = await factsUnderFence(context, host);
  if (isTrouble(facts)) return fullBefore(setup, context, nix, host, facts);
  const { generation } = facts;
  if (runs(facts, system)) {
    await context.emit({ kind: "machine", machine, outcome: "untouched", generation });
    return null;
  }
  const failure = await copyThere(setup, context, nix, host, facts.storeFreeMiB);
  if (failure === null) await context.emit({ kind: "machine", machine, outcome: "copied", generation });
  return failure;
}

/** A machine with no room at all is told how much the system needs. */
async function fullBefore(
  setup: Setup,
  context: StepContext,
  nix: NixSurroundings,
  host: Host,
  trouble: Trouble,
): Promise<StepFailure> {
  const failure = hostFailure(host, trouble);
  if (trouble.trouble !== "full") return failure;
  const system = systemFor(systemsOf(context.facts), host.machine);
  const needed = await missingMiB(await setup.outside.closureOf(nix, system, context.signal), host, 0);
  return typeof needed === "number" ? diskFull(host.machine, needed, Number(failure.params["freeMiB"])) : failure;
}

/** Whether a machine runs a system, and would again after a restart. */
export function runs(facts: Pick<HostFacts, "system" | "generationSystem">, system: string): boolean {
  return facts.system === system && facts.generationSystem === system;
}

/** Copies the system that was evaluated for a machine to it, where there is so much room. */
export async function copyThere(
  setup: Setup,
  context: StepContext,
  nix: NixSurroundings,
  host: Host,
  freeMiB: number,
): Promise<StepFailure | null> {
  const { machine, target } = host;
  const system = systemFor(systemsOf(context.facts), machine);
  const closure = await setup.outside.closureOf(nix, system, context.signal);
  const needed = await missingMiB(closure, host, freeMiB);
  if (typeof needed !== "number") return hostFailure(host, needed);
  if (needed > freeMiB) return diskFull(machine, needed, freeMiB);
  const progress = startProgress(context, "paths", machine);
  const copied = await setup.outside.copySystem({
    ...nix,
    target,
    system,
    substitute: setup.env["ALLOTMENT_SUBSTITUTE"] === "1",
    timeoutSeconds: secondsLeft(context),
    signal: context.signal,
    onCounts: progress.tell,
  });
  await progress.finish();
  return copied.kind === "done" ? null : await copyFailure(host, copied, closure, needed);
}

function diskFull(machine: string, neededMiB: number, freeMiB: number): StepFailure {
  return providerFailure("host-disk-full", { machine, neededMiB, freeMiB });
}

/** What Nix says about a broken copy is seldom what is wrong, so the machine is asked once more. */
async function copyFailure(
  host: Host,
  { kind, detail }: Exclude<CopyOutcome, { kind: "done" }>,
  closure: ReadonlyMap<string, number>,
  neededMiB: number,
): Promise<StepFailure> {
  const answer = await host.ask(["facts"]);
  if (isTrouble(answer)) return { ...hostFailure(host, answer), detail: scrubbed(detail) };
  const facts = hostFacts(answer);
  if (kind === "disk-full" || isFull(facts)) {
    await giveBackRoom(closure, host);
    return diskFull(host.machine, neededMiB, facts.storeFreeMiB);
  }
  const params = { machine: host.machine, text: shortened(scrubbed(detail)) };
  return providerFailure("copy-failed", params, { detail: scrubbed(detail), retryable: true });
}
