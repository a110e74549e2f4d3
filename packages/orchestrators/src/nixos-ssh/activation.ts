import type { StepContext } from "@allotment/engine";
import { activationStatus, type ActivationState, type ActivationStatus } from "./answers.ts";
import { isSilent, isTrouble, type Host, type Trouble } from "./host.ts";
import { patience } from "./patience.ts";
import { activationSeconds, type ActivationSeconds } from "./time.ts";

/** Names of a run's activations on a machine: the first, and a second one when the first was lost through no fault of its own. */
export function activationNames(run: string): readonly [first: string, again: string] {
  return [run, `${run}-again`];
}

/** Whether nothing more happens on the machine by itself. */
const settled: ReadonlySet<ActivationState> = new Set(["none", "confirmed", "rolled-back", "failed", "lost"]);

/** What a machine that goes down and comes up again may take beside switching, in seconds. */
const silenceSeconds = 60;

/** How long a machine may be silent in a state before it is given up: until then it may still go back by itself. */
function silenceAllowed(state: ActivationState, { switchSeconds, confirmSeconds }: ActivationSeconds): number {
  if (state === "switched") return confirmSeconds + silenceSeconds;
  if (state === "rolling-back") return switchSeconds + silenceSeconds;
  return switchSeconds + confirmSeconds + silenceSeconds;
}

/**
 * Follows an activation over connections of its own until nothing more happens by itself; confirms it when the machine has
 * switched. Silence is waited through: the machine goes back by itself and can then be asked what it did.
 */
export async function followActivation(
  context: StepContext,
  host: Host,
  activation: string,
): Promise<ActivationStatus | Trouble> {
  const seconds = activationSeconds(context);
  let silence = patience(context, silenceAllowed("switching", seconds));
  const between = patience(context, Number.POSITIVE_INFINITY);
  let told = false;
  for (;;) {
    const status = await ask(context, host, activation);
    if (isTrouble(status)) {
      if (!isSilent(status) || !(await silence.pause())) return status;
      if (!told) await context.emit(silent(host));
      told = true;
      continue;
    }
    if (settled.has(status.state)) return status;
    told = false;
    silence = patience(context, silenceAllowed(status.state, seconds));
    await between.pause();
  }
}

/** Where it stands; a machine that has switched is told at once that it can be reached. */
async function ask(context: StepContext, host: Host, activation: string): Promise<ActivationStatus | Trouble> {
  const answer = await host.askStatus(activation);
  if (isTrouble(answer)) return answer;
  const status = activationStatus(answer);
  return status.state === "switched" ? confirm(context, host, activation) : status;
}

/** Tells a machine over a new connection that it can be reached. */
export async function confirm(
  { fencing }: Pick<StepContext, "fencing">,
  host: Host,
  activation: string,
): Promise<ActivationStatus | Trouble> {
  const answer = await host.ask(["confirm", "--run", activation, "--fencing", String(fencing)]);
  return isTrouble(answer) ? answer : activationStatus(answer);
}

function silent({ machine }: Host) {
  return { kind: "note", code: "host-silent", params: { machine }, machine } as const;
}
