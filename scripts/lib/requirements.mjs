import { run } from "./run.mjs";

/**
 * Says whether this Node can run Allotment: 20 from 20.19, or 22 and newer.
 *
 * @param {string} version For example `v20.19.0`.
 * @returns {string} The empty string, or one sentence.
 */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  if (major >= 22 || (major === 20 && minor >= 19)) return "";
  return `Allotment needs Node 20.19 or newer of the 20 series, or Node 22 or newer; this is ${version}.`;
}

/**
 * @returns {Promise<string>} The empty string, or one sentence that says that git is missing.
 */
export async function gitProblem() {
  if (await isThere("git")) return "";
  return "Allotment needs git, which was not found on this machine; install it and start again.";
}

/**
 * What compiling SQLite needs and this machine lacks. It is only needed where no ready-made file can be downloaded.
 *
 * @param {(program: string) => Promise<boolean>} [has]
 * @returns {Promise<string[]>} Names for people, for example `["a C++ compiler (g++)", "make"]`.
 */
export async function missingBuildTools(has = isThere) {
  const missing = [];
  if (!(await has(process.env["CXX"] || "c++")) && !(await has("g++"))) missing.push("a C++ compiler (g++)");
  if (!(await has("make"))) missing.push("make");
  if (!(await has("python3"))) missing.push("python3");
  return missing;
}

/**
 * @param {string} program
 * @returns {Promise<boolean>} Whether it can be started.
 */
async function isThere(program) {
  return (await run(program, ["--version"])).code === 0;
}
