/** The API over a store in memory, with people in it: for tests of the API and of what calls it. */
export * from "./deployments.ts";
export * from "./http-server.ts";
export * from "./people.ts";
export * from "./problems.ts";
export * from "./runs.ts";
export * from "./test-api.ts";
