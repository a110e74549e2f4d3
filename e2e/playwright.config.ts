import { defineConfig } from "@playwright/test";
import { browserPath, browserSwitches } from "./support/browser.ts";

const jsonFile = process.env["PLAYWRIGHT_JSON_OUTPUT_FILE"];

/**
 * Files that start test hosts: they change this machine's network, and Chromium then gives up what it is loading. They run by
 * themselves, by hosts.playwright.config.ts.
 */
export const filesWithHosts = ["community.spec.ts", "real-machines.spec.ts", "secrets.spec.ts"];

/** Every file starts an installation of its own (`support/installation.ts`), so files run side by side and tests of a file in order. */
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  testIgnore: filesWithHosts.map((file) => `**/${file}`),
  outputDir: "../test-results",
  globalSetup: "./build-once.ts",
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: process.env["CI"] !== undefined,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["./compact-reporter.ts"], ...(jsonFile ? [["json", { outputFile: jsonFile }] as const] : [])],
  use: {
    actionTimeout: 15_000,
    browserName: "chromium",
    launchOptions: {
      ...(browserPath === undefined ? {} : { executablePath: browserPath }),
      args: browserSwitches,
    },
    contextOptions: { reducedMotion: "reduce" },
    locale: "en-GB",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});
