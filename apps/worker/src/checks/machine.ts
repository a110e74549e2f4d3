import { readFile } from "node:fs/promises";
import path from "node:path";
import type { CheckContext, CheckHandler } from "@allotment/engine";
import { libraryFolder } from "@allotment/nix-output/library";
import { asRoot, sshTarget, type HostOutcome, type RunOnHost } from "@allotment/orchestrators";
import type { Store, WorkerActor } from "@allotment/store";
import { clipped } from "../errands/checks.ts";
import { certificateFindings } from "./certificate-findings.ts";
import { withinSeconds } from "./limit.ts";
import { machineAnswer } from "./machine-facts.ts";
import { judgeMachine, judgeSilence, type MachineKnown } from "./machine-judge.ts";

/** What asking machines needs. */
export interface MachineSurroundings {
  readonly store: Pick<Store, "machines">;
  readonly actor: WorkerActor;
  readonly sshKeyFile: string;
  readonly runOnHost: RunOnHost;
}

/** Longest time that a machine may take to answer, and to say that it did not in time, in seconds. */
const answerSeconds = 30;
const connectSeconds = 10;

/** What stands between two answers. */
const divider = "next-answer=yes";

/** Asks a machine what it runs and how it is. Changes nothing there. */
export function createMachineCheck(surroundings: MachineSurroundings): CheckHandler<"machine"> {
  return async (context) => {
    const known = await knownOf(surroundings, context);
    const described = context.description.machines[known.machine];
    const target = described === undefined ? null : sshTarget(known.machine, described, surroundings.sshKeyFile);
    if (target === null) return judgeSilence("failed", "", known);
    const script = await readFile(path.join(libraryFolder(), "host/activation/allotment-host.sh"), "utf8");
    // The program comes along, so that a machine that somebody installed otherwise answers too.
    const ask = (verb: string) => `sh -c "$program" allotment-host ${verb} </dev/null`;
    const asked = ["facts", "units", "certificates"].map(ask).join(` && echo ${divider} && `);
    const command = `program=$(cat) && ${asked}`;
    const call = { input: script, timeoutSeconds: answerSeconds + connectSeconds, signal: context.signal };
    const argv = asRoot(target, withinSeconds(answerSeconds, ["sh", "-c", command]));
    const outcome = await surroundings.runOnHost(target, argv, call);
    return judge(outcome, known);
  };
}

function judge(outcome: HostOutcome, known: MachineKnown) {
  switch (outcome.kind) {
    case "unreachable":
      return judgeSilence("unreachable", clipped(outcome.detail), known);
    case "timeout":
      return judgeSilence("unreachable", "", known);
    case "wrong-host-key":
    case "refused":
      return judgeSilence(outcome.kind, "", known);
    case "done": {
      if (outcome.exitCode !== 0) return judgeSilence("failed", clipped(outcome.stderr), known);
      const [facts = "", units = "", certificates = ""] = outcome.stdout.split(`${divider}\n`, 3);
      const more = certificateFindings(known.machine, certificates, Date.parse(known.at) / 1000);
      return judgeMachine(machineAnswer(facts, units), known, more);
    }
  }
}

async function knownOf(
  { store, actor }: MachineSurroundings,
  { check, previous, clock }: CheckContext<"machine">,
): Promise<MachineKnown> {
  const { deploymentId, subject: machine } = check;
  const seen = await store.machines.observations(actor, { deploymentId });
  return {
    machine,
    recordedGeneration: seen.find((one) => one.machine === machine)?.generation ?? null,
    previous,
    at: new Date(clock.now()).toISOString(),
  };
}
