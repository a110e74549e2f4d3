/**
 * The model: types generated from `schemas/`, and the pure rules that everything shares – addresses, diagnostics,
 * effects, capacities, canonical JSON and digests, the contract of application modules, and the sentences for it all.
 * It imports nothing of ours.
 */
export * from "./address.ts";
export * from "./application.ts";
export * from "./canonical.ts";
export * from "./capacity.ts";
export * from "./diagnostics.ts";
export * from "./effects.ts";
export * from "./finding.ts";
export * from "./health.ts";
export * from "./messages.ts";
export * from "./names.ts";
export * from "./orchestrators.ts";
export * from "./say-finding.ts";
export * from "./support-report.ts";
export * from "./validate.ts";
export type * from "./generated/schemas.ts";
export { schemaRegistry } from "./generated/registry.ts";
