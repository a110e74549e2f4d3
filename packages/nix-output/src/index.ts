/**
 * From a deployment description to a tree of files that stands alone: flake, lock, deployment.json and the hand-written
 * Nix library. Pure; `@allotment/nix-output/library` reads the library from disk and `@allotment/nix-output/write` is the
 * one place that writes.
 */
export * from "./evaluation.ts";
export * from "./render.ts";
export * from "./secrets.ts";
export * from "./tree.ts";
