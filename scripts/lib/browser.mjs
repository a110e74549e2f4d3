import { existsSync } from "node:fs";
import { findProgram, installDebianPackages } from "./debian.mjs";

/**
 * The browser that tests and pictures use: ALLOTMENT_CHROMIUM, else the machine's own Chromium, else the one that Playwright brought.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<string | undefined>} Absolute path.
 */
export async function findBrowser(env = process.env) {
  const named = env["ALLOTMENT_CHROMIUM"] || findProgram(["chromium", "chromium-browser", "google-chrome"], env);
  if (named) return named;
  const { chromium } = await import("@playwright/test");
  const brought = chromium.executablePath();
  return existsSync(brought) ? brought : undefined;
}

/**
 * Finds the browser, and installs it where that can be done.
 *
 * @param {(line: string) => void} say
 * @returns {Promise<string>} The empty string, or one sentence that says why there is none.
 */
export async function provideBrowser(say) {
  if ((await findBrowser()) !== undefined) return "";
  say("Installing Chromium …");
  return await installDebianPackages(["chromium", "fonts-liberation"]);
}
