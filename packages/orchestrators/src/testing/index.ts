export { orchestratorContract, type OrchestratorHarness } from "./contract.ts";
