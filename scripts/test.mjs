// `npm test`: installs what the tests need and runs everything. The last line counts checks, tests and browser tests together.
import { provideHosts } from "../e2e/hosts/provide.mjs";
import { provideBrowser } from "./lib/browser.mjs";
import { build } from "./lib/build.mjs";
import { runChecks } from "./lib/checks.mjs";
import { install } from "./lib/install.mjs";
import { gitProblem, missingBuildTools, nodeProblem } from "./lib/requirements.mjs";
import { sum } from "./lib/test-counts.mjs";
import { runPlaywright, runVitest } from "./lib/test-runners.mjs";
import { provideFoundations, provideTools } from "./lib/test-tools.mjs";
import { provideNix } from "./nix-root.mjs";

/** @typedef {import("./lib/test-counts.mjs").Counts} Counts */

/** @param {string} line */
const say = (line) => console.log(line);

/** @param {string} title */
const heading = (title) => say(`\n== ${title}`);

/**
 * @param {string} problem
 * @returns {Counts} One that failed, said aloud.
 */
function failure(problem) {
  say(`FAILED  ${problem}`);
  return { passed: 0, failed: 1, skipped: 0 };
}

/** @returns {Promise<NodeJS.ProcessEnv>} What tells tests where Nix is. */
async function nixForTests() {
  const nix = await provideNix();
  say("reason" in nix ? `Tests with a real Nix are skipped: ${nix.reason}` : `Nix ${nix.version} in ${nix.folder}`);
  return "reason" in nix ? {} : { ALLOTMENT_NIX: nix.folder };
}

/**
 * @param {string | null} problem
 * @returns {NodeJS.ProcessEnv} What tells tests that there can be no test hosts, so that none of them tries again.
 */
function hostsForTests(problem) {
  if (problem === null) return {};
  say(`Tests with test hosts are skipped: ${problem}`);
  return { ALLOTMENT_HOSTS_PROBLEM: problem };
}

/** @returns {Promise<Counts[]>} */
async function runEverything() {
  await provideFoundations(say, { git: await gitProblem(), build: await missingBuildTools() });
  const problem = nodeProblem(process.version) || (await gitProblem()) || (await install(say));
  if (problem !== "") return [failure(problem)];
  await provideTools(say);
  const nix = await nixForTests();
  // Unpacking Debian waits for the network and the disk a good deal, so the checks go on beside it.
  const providingHosts = provideHosts(say);
  heading("Checks");
  const checks = { ...(await runChecks(say)), skipped: 0 };
  const env = { ...process.env, CI: "true", ...nix, ...hostsForTests(await providingHosts) };
  heading("Tests");
  const tests = await runVitest(say, env);
  heading("Build");
  const errors = await build(say);
  if (errors !== "") return [checks, tests, failure(`the browser tests could not start: ${errors}`)];
  const built = { passed: 1, failed: 0, skipped: 0 };
  heading("Browser tests");
  const browserProblem = await provideBrowser(say);
  const browser =
    browserProblem === "" ? await runPlaywright(env) : failure(`the browser tests need Chromium. ${browserProblem}`);
  return [checks, tests, built, browser];
}

const { passed, failed, skipped } = sum(await runEverything());
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
