/**
 * The API: tRPC procedures with their inputs and outputs, sign-in, and the plan service. It writes intents and reads
 * records; it runs no Nix, moves no runs and can seal a secret but not read one.
 */
export { apiPath, createApi, type Api, type ApiParts, type RequestCaller } from "./create-api.ts";
export { readBody } from "./http/read-body.ts";
export { openApi } from "./open-api.ts";
export { explainFailure } from "./errors/explain-failure.ts";
export { problemOf, type Problem } from "./errors/problem.ts";
export { answerMachine, type MachineServices } from "./pull/index.ts";
export { readSettings, type ApiSettings, type SettingsResult } from "./settings.ts";
export { appRouter, type AppRouter, type Caller } from "./router.ts";
export type * from "./client.ts";
