import { existsSync } from "node:fs";
import path from "node:path";
import { lastLine, run } from "./run.mjs";

/**
 * Looks for a program on PATH.
 *
 * @param {readonly string[]} names In order of preference.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} Absolute path.
 */
export function findProgram(names, env = process.env) {
  const folders = (env["PATH"] ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file));
}

/**
 * Installs Debian packages. Asks for nobody's attention.
 *
 * @param {readonly string[]} packages
 * @returns {Promise<string>} The empty string, or one sentence that says why they could not be installed.
 */
export async function installDebianPackages(packages) {
  const byHand = `install it by hand: apt-get install ${packages.join(" ")}`;
  if (findProgram(["apt-get"]) === undefined) return `This is not a Debian machine; ${byHand}`;
  if (process.getuid?.() !== 0) return `Only root can install packages; ${byHand}`;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["-q", "update"], { env });
  const outcome = await run("apt-get", ["-q", "install", "--yes", "--no-install-recommends", ...packages], { env });
  return outcome.code === 0 ? "" : `apt-get install ${packages.join(" ")} failed: ${lastLine(outcome.stderr)}`;
}
