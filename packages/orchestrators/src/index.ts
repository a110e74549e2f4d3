/**
 * Orchestrators: what carries a deployment description to machines. `orchestrator.ts` is the interface, `testing/` the
 * suite that every adapter must pass, and each folder with an orchestrator's name an adapter. `trees/` keeps the git
 * repository of each deployment, `nix/` runs Nix and reads what it says, `ssh/` runs programs on machines; adapters share
 * them.
 */
export {
  performPhase,
  type Ability,
  type Capabilities,
  type MutatingPhase,
  type Orchestrator,
  type ReadingPhase,
} from "./orchestrator.ts";
export { createOrchestrators, type OrchestratorSurroundings } from "./registry.ts";
export { createNixosSsh, type NixosSshOptions } from "./nixos-ssh/index.ts";
export { readSettings, type SettingsAnswer } from "./nixos-ssh/read-settings.ts";
export { bodyBytesMax, requestUrl, type RequestUrl, type UrlAnswer } from "./nixos-ssh/request-url.ts";
export { parseAnswer, type Answer } from "./nixos-ssh/answers.ts";
export { certificatesIn } from "./nixos-ssh/certificates.ts";
export { runOnHost, type HostCall, type HostOutcome, type RunOnHost } from "./ssh/run.ts";
export { asRoot, sshTarget, type SshTarget } from "./ssh/target.ts";
export type { ReadReports } from "./pull/reports.ts";
export { createRehearsal, type RehearsalOptions } from "./rehearsal/index.ts";
export { visible } from "./tool-output.ts";
export {
  commitTree,
  forgetScratch,
  liveCommit,
  publishTree,
  revertTree,
  treeOfRun,
  unpublishTree,
  type TreeCommit,
  type TreeFolders,
} from "./trees/repository.ts";
