/** Small pure builders that the application modules are made of. */
export * from "./health.ts";
export * from "./hosts.ts";
export * from "./notices.ts";
export * from "./resources.ts";
export * from "./secrets.ts";
export * from "./sizing.ts";
export * from "./web.ts";
