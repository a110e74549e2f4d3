export { orchestratorContract, type OrchestratorHarness } from "./contract.ts";
export { sampleDescription, sampleEnvironment, sampleOffer, type SampleOptions } from "./sample.ts";
