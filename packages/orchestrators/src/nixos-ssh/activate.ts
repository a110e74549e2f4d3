import { machineWaves, type StepContext, type StepFailure, type StepResult } from "@allotment/engine";
import { inParallel } from "../parallel.ts";
import { systemFor, systemsOf } from "../systems.ts";
import { copyThere } from "./copy.ts";
import type { Host } from "./host.ts";
import { hostsAtOnce, openHosts, openNix, type Setup } from "./setup.ts";
import { switchMachine } from "./switch-machine.ts";

/**
 * Switches machines, those that serve others first. Machines of one wave switch together and all come to an end; the next
 * wave begins only when every machine of this one runs its system.
 */
export async function activate(setup: Setup, context: StepContext): Promise<StepResult> {
  const opened = await openHosts(setup, context);
  if ("failure" in opened) return { kind: "failed", failure: opened.failure };
  const total = opened.hosts.length;
  let done = 0;
  for (const wave of machineWaves(context.description)) {
    const hosts = opened.hosts.filter(({ machine }) => wave.includes(machine));
    const failures = await inParallel(hosts, hostsAtOnce, async (host) => {
      const failure = await switchOne(setup, context, host);
      if (failure === null) done += 1;
      await context.emit({ kind: "progress", code: "machines", done, expected: total });
      return failure;
    });
    const failure = worst(failures);
    if (failure !== null) return { kind: "failed", failure };
  }
  return { kind: "done" };
}

function switchOne(setup: Setup, context: StepContext, host: Host): Promise<StepFailure | null> {
  return switchMachine({
    context,
    host,
    system: systemFor(systemsOf(context.facts), host.machine),
    copyAgain: async (freeMiB) => {
      const nix = await openNix(setup, context);
      return "failure" in nix ? nix.failure : copyThere(setup, context, nix, host, freeMiB);
    },
  });
}

/** The failure that decides: one that trying again does not help, before one that may pass. */
export function worst(failures: readonly (StepFailure | null)[]): StepFailure | null {
  const all = failures.flatMap((failure) => failure ?? []);
  return all.find(({ retryable }) => !retryable) ?? all[0] ?? null;
}
