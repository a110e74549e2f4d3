/**
 * What the store keeps, as its callers see it. Every id is opaque text; every record is a snapshot that does not change.
 */
export type * from "./records/backup.ts";
export type * from "./records/check.ts";
export type * from "./records/check-facts.ts";
export type * from "./records/checklist.ts";
export type * from "./records/claim.ts";
export type * from "./records/common.ts";
export type * from "./records/contact.ts";
export type * from "./records/deployment.ts";
export type * from "./records/environment.ts";
export type * from "./records/errand.ts";
export type * from "./records/errand-inputs.ts";
export type * from "./records/errand-results.ts";
export type * from "./records/name-look.ts";
export type * from "./records/incident.ts";
export type * from "./records/notification.ts";
export type * from "./records/people.ts";
export type * from "./records/pull.ts";
export type * from "./records/removal.ts";
export type * from "./records/run.ts";
export type * from "./records/secret.ts";
export { isUsable } from "./records/name-look.ts";
export { errandTimes } from "./records/errand-times.ts";
export { isTerminal, nonTerminalRunStates, runKinds, runStates, terminalRunStates } from "./records/run-states.ts";
