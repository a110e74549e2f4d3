import { defineConfig } from "@playwright/test";
import tests from "../playwright.config.ts";

/** Pictures for the README: made like the browser tests, from an installation with people and deployments in it. */
export default defineConfig({
  ...tests,
  testDir: ".",
  testMatch: "**/*.pictures.ts",
  outputDir: "../../test-results/pictures",
  globalSetup: "../build-once.ts",
  reporter: [["../compact-reporter.ts"]],
  workers: 1,
  timeout: 180_000,
});
