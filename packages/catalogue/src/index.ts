/**
 * The catalogue: every application as a module of data and pure functions, and the rules that hold for all of them.
 * Adding an application is a folder under `applications/`, a schema and a line in `registry.ts`.
 */
export * from "./define.ts";
export * from "./options.ts";
export * from "./registry.ts";
export * from "./resources/index.ts";
export * from "./settings/index.ts";
export * from "./shared/index.ts";
export * from "./validate.ts";
