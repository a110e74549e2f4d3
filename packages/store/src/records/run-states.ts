/** States in which a run has a next step. Which of them a run passes depends on its kind. */
export const nonTerminalRunStates = [
  "planned",
  "provisioning",
  "evaluating",
  "building",
  "copying",
  "awaiting-dns",
  "activating",
  "certifying",
  "verifying",
  "applying",
  "backing-up",
  "erasing",
  "rolling-back",
  "cancelling",
] as const;

/** States in which a run is over. */
export const terminalRunStates = ["succeeded", "failed", "rolled-back", "cancelled"] as const;

/** All states of a run. The graph between them is the engine's. */
export const runStates = [...nonTerminalRunStates, ...terminalRunStates] as const;

/**
 * What a run is for. `deploy` and `rollback` install a configuration; `settings` has applications set, in seconds, what their own
 * commands can; `suspend` and `resume` stop and start what is deployed; `remove` takes it off its machines for ever.
 */
export const runKinds = ["deploy", "rollback", "settings", "suspend", "resume", "remove"] as const;

/** Whether a run in this state is over. */
export function isTerminal(state: (typeof runStates)[number]): state is (typeof terminalRunStates)[number] {
  return (terminalRunStates as readonly string[]).includes(state);
}
