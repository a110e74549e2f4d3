import type { StepContext } from "@allotment/engine";
import type { Answer } from "./answers.ts";
import { isSilent, isTrouble, type Host, type Trouble } from "./host.ts";
import { patience } from "./patience.ts";

/** How long a machine may be silent while it does something by itself, in seconds: time enough to start anew. */
const silenceSeconds = 180;

/** Longest pause between two questions, in seconds, so that an hour of work is not asked after a thousand times. */
const betweenSeconds = 5;

/**
 * Asks a machine again and again after something that it does by itself, until it is over. Being asked again changes
 * nothing there; silence is waited through.
 *
 * @param ask asks once
 * @param goesOn whether the answer says that it is not over
 */
export async function askUntilOver(
  context: StepContext,
  ask: (host: Host) => Promise<Answer | Trouble>,
  host: Host,
  goesOn: (state: string) => boolean,
): Promise<Answer | Trouble> {
  let silence = patience(context, silenceSeconds);
  let pauseMilliseconds = 200;
  for (;;) {
    const answer = await ask(host);
    if (isTrouble(answer)) {
      if (!isSilent(answer) || !(await silence.pause())) return answer;
      continue;
    }
    if (!goesOn(stateIn(answer))) return answer;
    silence = patience(context, silenceSeconds);
    await context.clock.sleep(pauseMilliseconds, context.signal);
    pauseMilliseconds = Math.min(pauseMilliseconds * 2, betweenSeconds * 1000);
  }
}

/** The word that says how far something is; empty when the machine says none. */
export function stateIn(answer: Answer): string {
  return answer.get("state")?.[0] ?? "";
}
