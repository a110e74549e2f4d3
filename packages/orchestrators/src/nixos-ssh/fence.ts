import type { StepContext } from "@allotment/engine";
import { hostFacts, type HostFacts } from "./answers.ts";
import { isTrouble, type Host, type Trouble } from "./host.ts";

/** With less room than this a machine is full: it could not even remember what happens to it. */
const nothingLeftMiB = 4;

/** Tells a machine which worker is there now, and asks what it is; an older worker is refused by it from then on. */
export async function factsUnderFence(
  { fencing }: Pick<StepContext, "fencing">,
  host: Host,
): Promise<HostFacts | Trouble> {
  const answer = await host.ask(["facts"], ["fence", "--fencing", String(fencing)]);
  if (!isTrouble(answer)) return hostFacts(answer);
  if (answer.partly === undefined || !isFull(hostFacts(answer.partly))) return answer;
  return { ...answer, trouble: "full" };
}

/** Whether a machine has no room left for anything. */
export function isFull({ storeFreeMiB, diskFreeMiB }: HostFacts): boolean {
  return Math.min(storeFreeMiB, diskFreeMiB) < nothingLeftMiB;
}
