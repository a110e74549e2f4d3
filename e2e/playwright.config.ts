import { defineConfig } from "@playwright/test";
import { findBrowser } from "../scripts/lib/browser.mjs";

const executablePath = await findBrowser();
const jsonFile = process.env["PLAYWRIGHT_JSON_OUTPUT_FILE"];

/** One browser, one worker: the tests share one running Allotment, which `start-panel.ts` starts and stops. */
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../test-results",
  globalSetup: "./start-panel.ts",
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: process.env["CI"] !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["./compact-reporter.ts"], ...(jsonFile ? [["json", { outputFile: jsonFile }] as const] : [])],
  use: {
    baseURL: process.env["ALLOTMENT_TEST_ADDRESS"] ?? "http://127.0.0.1:3000",
    browserName: "chromium",
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // Chromium refuses to sandbox when root starts it, as in a container.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});
