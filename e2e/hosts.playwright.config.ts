import { defineConfig } from "@playwright/test";
import tests, { filesWithHosts } from "./playwright.config.ts";

/** Browser tests with test hosts, one file after the other. */
export default defineConfig({
  ...tests,
  testMatch: filesWithHosts.map((file) => `**/${file}`),
  testIgnore: [],
  outputDir: "../test-results/hosts",
  workers: 1,
});
