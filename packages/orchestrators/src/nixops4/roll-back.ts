import { alwaysUnharmed, type StepContext, type StepFailure, type StepResult } from "@allotment/engine";
import { hostFailure } from "../nixos-ssh/failures.ts";
import { isTrouble, type Host } from "../nixos-ssh/host.ts";
import { putBack } from "../nixos-ssh/put-back.ts";
import { notRestored, rollBackEach } from "../nixos-ssh/roll-back.ts";
import type { Setup } from "../nixos-ssh/setup.ts";
import { ownActivation } from "../nixos-ssh/switch-machine.ts";
import { isSwitched, look, tell } from "./activate.ts";
import { generationBefore } from "./before.ts";

/** NixOps4 has no way back: the machine's own program activates the generation that was there before the run. */
export function rollBack(setup: Setup, context: StepContext): Promise<StepResult> {
  return rollBackEach(setup, context, (host) => rollBackOne(context, host));
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
  return isBack ? null : notRestored(host, status);
}
