/** Samples for tests of others. The contract that every store keeps is in `contract.ts`. */
export { type TestClock, testClock } from "./clock.ts";
export {
  type DescriptionFacts,
  sampleConfiguration,
  sampleDescription,
  sampleEnvironment,
  samplePlan,
} from "./documents.ts";
export {
  actorOf,
  createDeployment,
  createSampleData,
  createUser,
  deploymentOf,
  deployPlan,
  must,
  planDeployment,
  requestRun,
  type SampleData,
  type SampleDeployment,
  startRun,
  worker,
} from "./sample-data.ts";
export { openedLook } from "./sample-incident.ts";
