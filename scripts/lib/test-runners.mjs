import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { root } from "./root.mjs";
import { run } from "./run.mjs";
import { countPlaywright, countVitest, skippedByVitest, sum } from "./test-counts.mjs";

/**
 * @typedef {import("./test-counts.mjs").Counts} Counts
 * @typedef {(line: string) => void} Say
 */

/**
 * Runs the tests that need no browser; their output goes to this terminal.
 *
 * @param {Say} say
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Counts>}
 */
export async function runVitest(say, env) {
  const file = path.join(root, ".cache/test/vitest.json");
  const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${file}`];
  const { json, code } = await runReporting("vitest", ["run", ...reporters], file, env);
  for (const name of skippedByVitest(json)) say(`skipped: ${name}`);
  return countVitest(json, code);
}

/** Those with test hosts change the network of this machine, so they run after all others. */
const browserConfigs = ["e2e/playwright.config.ts", "e2e/hosts.playwright.config.ts"];

/**
 * Runs the tests in a real browser against the built panel.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Counts>}
 */
export async function runPlaywright(env) {
  /** @type {Counts[]} */
  const counts = [];
  for (const config of browserConfigs) {
    const file = path.join(root, ".cache/test/playwright.json");
    const { json, code } = await runReporting("playwright", ["test", "--config", config], file, {
      ...env,
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    });
    counts.push(countPlaywright(json, code));
  }
  return sum(counts);
}

/**
 * @param {string} program In node_modules/.bin.
 * @param {string[]} argv
 * @param {string} file Where its report goes.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ json: string, code: number }>} `json` is empty when it left no report.
 */
async function runReporting(program, argv, file, env) {
  await mkdir(path.dirname(file), { recursive: true });
  await rm(file, { force: true });
  const { code } = await run(path.join(root, "node_modules/.bin", program), argv, { cwd: root, env, inherit: true });
  return { json: await readFile(file, "utf8").catch(() => ""), code };
}
