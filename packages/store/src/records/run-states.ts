/** States in which a run has a next step. */
export const nonTerminalRunStates = [
  "planned",
  "provisioning",
  "evaluating",
  "building",
  "copying",
  "activating",
  "verifying",
  "rolling-back",
  "cancelling",
] as const;

/** States in which a run is over. */
export const terminalRunStates = ["succeeded", "failed", "rolled-back", "cancelled"] as const;

/** All states of a run. The graph between them is the engine's. */
export const runStates = [...nonTerminalRunStates, ...terminalRunStates] as const;

/** Whether a run in this state is over. */
export function isTerminal(state: (typeof runStates)[number]): state is (typeof terminalRunStates)[number] {
  return (terminalRunStates as readonly string[]).includes(state);
}
