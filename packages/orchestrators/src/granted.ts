import { assertGrant, type StepContext, type StepResult } from "@allotment/engine";
import type { MutatingPhase } from "./orchestrator.ts";

/**
 * Has phases that change something begin with a look at their grant.
 *
 * @param setup what every phase works with
 * @returns what makes a phase of the interface out of a function of setup and context; it throws when the grant is no longer
 *   in force
 */
export function grantedWith<Setup>(
  setup: Setup,
): (phase: (setup: Setup, context: StepContext) => Promise<StepResult>) => MutatingPhase {
  return (phase) => async (context, grant) => {
    assertGrant(grant);
    return phase(setup, context);
  };
}
