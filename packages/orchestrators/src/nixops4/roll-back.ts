import { alwaysUnharmed, type StepContext, type StepFailure, type StepResult } from "@allotment/engine";
import { inParallel } from "../parallel.ts";
import { worst } from "../nixos-ssh/activate.ts";
import { hostFailure, providerFailure } from "../nixos-ssh/failures.ts";
import { isTrouble, type Host } from "../nixos-ssh/host.ts";
import { putBack } from "../nixos-ssh/put-back.ts";
import { forgetRoots } from "../nixos-ssh/roots.ts";
import { hostsAtOnce, openHosts, type Setup } from "../nixos-ssh/setup.ts";
import { ownActivation } from "../nixos-ssh/switch-machine.ts";
import { scrubbed } from "../tool-output.ts";
import { isSwitched, look, tell } from "./activate.ts";
import { generationBefore } from "./before.ts";

/** NixOps4 has no way back: the machine's own program activates the generation that was there before the run. */
export async function rollBack(setup: Setup, context: StepContext): Promise<StepResult> {
  const opened = await openHosts(setup, context);
  if ("failure" in opened) return { kind: "failed", failure: opened.failure };
  const failure = worst(await inParallel(opened.hosts, hostsAtOnce, (host) => rollBackOne(context, host)));
  if (failure !== null) return { kind: "failed", failure };
  await forgetRoots(setup, context, (run) => run === context.run);
  return { kind: "done" };
}

async function rollBackOne(context: StepContext, host: Host): Promise<StepFailure | null> {
  const facts = await look(context, host);
  if (isTrouble(facts)) return hostFailure(host, facts, alwaysUnharmed);
  const wentBack = ownActivation(facts, context.run) !== null && facts.activation?.state === "rolled-back";
  if (!isSwitched(context, host.machine, facts) && (wentBack || facts.system === facts.generationSystem)) {
    await tell(context, host, wentBack ? "restored" : "untouched", facts.generation);
    return null;
  }
  const status = await putBack(context, host, context.run, generationBefore(context, host.machine));
  if (isTrouble(status)) return hostFailure(host, status, alwaysUnharmed);
  const isBack = status.state === "rolled-back";
  await tell(context, host, isBack ? "restored" : "failed", status.generation);
  if (isBack) return null;
  const detail = scrubbed(status.log.join("\n"));
  return providerFailure(
    "roll-back-failed",
    { machine: host.machine },
    { detail, unharmed: alwaysUnharmed, retryable: true },
  );
}
