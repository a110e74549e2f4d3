import type { StepContext, StepResult } from "@allotment/engine";
import type { Slug } from "@allotment/model";
import { inParallel } from "../parallel.ts";
import { hostFacts } from "../nixos-ssh/answers.ts";
import { hostFailure, providerFailure } from "../nixos-ssh/failures.ts";
import { isTrouble } from "../nixos-ssh/host.ts";
import { provision } from "../nixos-ssh/provision.ts";
import { hostsAtOnce, openHosts, type Setup } from "../nixos-ssh/setup.ts";
import { findNixops4, nixops4Missing } from "./find.ts";

/** Fact: generation of each machine's system profile when the run began; null where there was none. */
const generationsBefore = "generationsBefore";

/**
 * Looks first whether NixOps4 is there at all, then at every machine. What each runs is noted: NixOps4 keeps nothing of it,
 * and it is what the run goes back to.
 */
export async function provisionMachines(setup: Setup, context: StepContext): Promise<StepResult> {
  if ((await findNixops4(setup.env)) === null) return { kind: "failed", failure: nixops4Missing() };
  const other = context.machines.find((name) => context.description.machines[name]?.hardware.preset === "minimal");
  if (other !== undefined)
    return { kind: "failed", failure: providerFailure("nixops4-needs-nixos", { machine: other }) };
  const looked = await provision(setup, context);
  if (looked.kind !== "done") return looked;
  const opened = await openHosts(setup, context);
  if ("failure" in opened) return { kind: "failed", failure: opened.failure };
  const generations: [Slug, number | null][] = [];
  const answers = await inParallel(opened.hosts, hostsAtOnce, (host) => host.ask(["facts"]));
  for (const [index, host] of opened.hosts.entries()) {
    const answer = answers[index];
    if (answer === undefined || isTrouble(answer)) {
      return { kind: "failed", failure: hostFailure(host, answer ?? { trouble: "failed", detail: "" }) };
    }
    generations.push([host.machine, hostFacts(answer).generation]);
  }
  return { kind: "done", facts: { ...looked.facts, [generationsBefore]: Object.fromEntries(generations) } };
}

/** The generation that a machine had when the run began; null where it had none. */
export function generationBefore({ facts }: Pick<StepContext, "facts">, machine: Slug): number | null {
  const noted = facts[generationsBefore];
  if (typeof noted !== "object" || noted === null || Array.isArray(noted)) return null;
  const generation = Object.entries(noted).find(([name]) => name === machine)?.[1];
  return typeof generation === "number" ? generation : null;
}
