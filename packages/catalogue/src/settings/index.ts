export * from "./define.ts";
export * from "./differences.ts";
