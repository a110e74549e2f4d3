import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../../scripts/lib/run.mjs";

/** Raise this when base.sh changes: an older root is then ignored and a new one made. */
const recipe = 2;

/**
 * The folder that keeps the root of all test hosts between runs: one per user, shared by all clones.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string}
 */
export function hostsFolder(env = process.env) {
  return path.join(env["XDG_CACHE_HOME"] || path.join(homedir(), ".cache"), "allotment", `hosts-${recipe}`);
}

/**
 * @param {"base.sh" | "set.sh"} name
 * @returns {string} Absolute.
 */
export function scriptFile(name) {
  return path.join(path.dirname(fileURLToPath(import.meta.url)), name);
}

/**
 * Arguments of `unshare` that start a set of hosts, or try whether one could be started.
 *
 * @param {string} verb
 * @param {readonly string[]} argv
 * @returns {string[]}
 */
export function unshareArguments(verb, argv = []) {
  const namespaces = ["--mount", "--pid", ...(verb === "probe" ? ["--net"] : [])];
  const options = [...namespaces, "--fork", "--kill-child", "--propagation", "private"];
  return [...options, "sh", scriptFile("set.sh"), hostsFolder(), verb, ...argv];
}

/**
 * Arguments of `nsenter` that call a verb of set.sh inside a set.
 *
 * @param {number} pid The set's first process.
 * @param {string} verb
 * @param {readonly string[]} argv
 * @returns {string[]}
 */
export function nsenterArguments(pid, verb, argv) {
  const namespaces = ["--target", String(pid), "--mount", "--net", "--pid"];
  return [...namespaces, "--", "sh", scriptFile("set.sh"), hostsFolder(), verb, ...argv];
}

/**
 * Calls a verb of set.sh inside a set.
 *
 * @param {number} pid
 * @param {string} verb
 * @param {readonly string[]} argv
 * @param {string} [stdin]
 * @returns {Promise<import("../../scripts/lib/run.mjs").Outcome>}
 */
export async function callSet(pid, verb, argv = [], stdin) {
  return await run("nsenter", nsenterArguments(pid, verb, argv), stdin === undefined ? {} : { stdin });
}
