/** The API over a store in memory, with people in it: for tests of the API and of what calls it. */
export * from "./people.ts";
export * from "./test-api.ts";
export * from "./samples.ts";
