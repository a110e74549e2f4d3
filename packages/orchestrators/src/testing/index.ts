export { orchestratorContract, type OrchestratorHarness } from "./contract.ts";
export { PhaseRun, type PhaseGround } from "./phase-run.ts";
export { timedOutside, type TimedOutside } from "./timed-outside.ts";
