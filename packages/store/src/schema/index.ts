/** Tables of the database, in the order in which they depend on each other. */
export * from "./auth.ts";
export * from "./people.ts";
export * from "./deployment.ts";
export * from "./environment.ts";
export * from "./erasure.ts";
export * from "./claim.ts";
export * from "./checklist.ts";
export * from "./check.ts";
export * from "./observation.ts";
export * from "./errand.ts";
export * from "./name-look.ts";
export * from "./run.ts";
export * from "./pull.ts";
export * from "./secret.ts";
export * from "./backup.ts";
export * from "./telling.ts";
export * from "./installation.ts";
