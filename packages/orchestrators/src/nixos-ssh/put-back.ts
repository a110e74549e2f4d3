import type { StepContext } from "@allotment/engine";
import { followActivation } from "./activation.ts";
import { activationStatus, type ActivationStatus } from "./answers.ts";
import { isSilent, isTrouble, type Host, type Trouble } from "./host.ts";
import { patience } from "./patience.ts";

/** How long a machine that does not answer is asked again, in seconds. */
const silenceSeconds = 60;

/** Has a machine go back to a generation – null: to nothing – and sees to the end of it. */
export async function putBack(
  context: StepContext,
  host: Host,
  activation: string,
  generation: number | null,
): Promise<ActivationStatus | Trouble> {
  const silence = patience(context, silenceSeconds);
  const options = ["--run", activation, "--fencing", String(context.fencing)];
  for (;;) {
    const answer = await host.ask(["roll-back", ...options, "--to-generation", String(generation ?? "none")]);
    if (!isTrouble(answer)) {
      const status = activationStatus(answer);
      return status.state === "rolled-back" ? status : followActivation(context, host, activation);
    }
    if (!isSilent(answer) || !(await silence.pause())) return answer;
  }
}
