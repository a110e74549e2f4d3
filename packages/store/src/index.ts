/**
 * The store: records, who may see and change them, and the transactions that keep them true. SQLite behind async
 * repositories.
 */
export * from "./actor.ts";
export * from "./records.ts";
export * from "./result.ts";
export type * from "./store.ts";
export type { LooksAsked } from "./repositories/checks.ts";
export type { NewClaim, OpenClaim } from "./repositories/claims.ts";
export type { DomainAvailability, WantedDomain } from "./repositories/domains.ts";
export type { OpenContact } from "./repositories/contacts.ts";
export type { IncidentLook, UntoldRun } from "./repositories/incidents.ts";
export type { NewInvitation } from "./repositories/invitations.ts";
export type { Held } from "./repositories/runs.ts";
export { authDatabase, openStore, type StorePlace } from "./open.ts";
export { type Prepared, prepareDatabase } from "./prepare.ts";
export type { ConnectionOptions } from "./sqlite/files.ts";
export type { StoreOptions } from "./sqlite/create-store.ts";
export { incidentReport } from "./incident-report.ts";
export { tokenDigest } from "./token-digest.ts";
export { asUnavailable, StoreUnavailable, type UnavailableReason } from "./unavailable.ts";
