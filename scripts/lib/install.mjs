import { isInstalled, sqliteLoads } from "./installed.mjs";
import { missingBuildTools } from "./requirements.mjs";
import { root } from "./root.mjs";
import { run } from "./run.mjs";

/**
 * Installs the npm packages when they are missing or do not fit package-lock.json, and compiles SQLite again when Node changed.
 *
 * @param {(line: string) => void} say
 * @returns {Promise<string>} The empty string, or one sentence that says why it failed.
 */
export async function install(say) {
  if (!(await isInstalled(root))) {
    say("Installing packages (once; a minute or two) …");
    const problem = await npm(["ci", "--include=dev", "--no-audit", "--no-fund"]);
    if (problem !== "") return problem;
  }
  if (sqliteLoads(root)) return "";
  say("Preparing SQLite for this Node …");
  const problem = await npm(["rebuild", "better-sqlite3"]);
  if (problem !== "") return problem;
  return sqliteLoadsInFreshProcess();
}

/**
 * @param {string[]} argv
 * @returns {Promise<string>} The empty string, or what to tell people.
 */
async function npm(argv) {
  const missing = await missingBuildTools();
  const outcome = await run("npm", argv, { cwd: root, env: { ...process.env, NODE_ENV: "development" } });
  if (outcome.code === 0) return "";
  const details = `${outcome.stdout}${outcome.stderr}`.trimEnd().split("\n").slice(-25).join("\n");
  const cause =
    missing.length > 0 && /gyp|better-sqlite3|prebuild/.test(details)
      ? `no ready-made SQLite could be downloaded for this machine, and compiling it needs ${missing.join(", ")}`
      : `\`npm ${argv.join(" ")}\` failed`;
  return `${details}\n\nThe packages could not be installed: ${cause}.`;
}

/**
 * A native module that failed to load once stays failed in the same process, so a new one is asked.
 *
 * @returns {Promise<string>}
 */
async function sqliteLoadsInFreshProcess() {
  const program = 'new (require("better-sqlite3"))(":memory:").close()';
  const tried = await run(process.execPath, ["-e", program], { cwd: root });
  return tried.code === 0 ? "" : `SQLite does not load in this Node: ${tried.stderr.trim().split("\n").at(-1) ?? ""}`;
}
