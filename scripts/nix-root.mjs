// Makes a Nix from Debian's packages for tests and rehearsals, or removes it. See scripts/lib/nix.mjs for how to use it.
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import path from "node:path";
import { cachedNixFolder, findNix } from "./lib/nix.mjs";
import { unpackNix } from "./lib/nix-packages.mjs";
import { writeWrappers } from "./lib/nix-wrappers.mjs";
import { lastLine, run } from "./lib/run.mjs";

/**
 * Finds Nix, and makes the cached one when there is none. Safe to call again and from several processes at once.
 *
 * @returns {Promise<import("./lib/nix.mjs").FoundNix | { reason: string }>}
 */
export async function provideNix() {
  const found = findNix();
  if (!("reason" in found) || process.env["ALLOTMENT_NIX"]) return found;
  const target = cachedNixFolder();
  await mkdir(path.dirname(target), { recursive: true });
  const building = await mkdtemp(`${target}.`);
  const problem = await make(building);
  if (problem !== "") {
    await rm(building, { recursive: true, force: true });
    return { reason: `${found.reason} That was tried: ${problem}` };
  }
  await moveIntoPlace(building, target);
  return findNix();
}

/**
 * @param {string} folder
 * @returns {Promise<string>} The empty string, or why no working Nix came of it.
 */
async function make(folder) {
  const problem = await unpackNix(folder);
  if (problem !== "") return problem;
  await rm(path.join(folder, "apt"), { recursive: true, force: true });
  await writeWrappers(folder);
  const tried = await run(path.join(folder, "bin/nix-instantiate"), ["--eval", "--strict", "--json", "-E", "[ 1 ]"]);
  return tried.stdout.trim() === "[1]" ? "" : `the unpacked Nix does not run here: ${lastLine(tried.stderr)}`;
}

/**
 * The rename is what makes it complete; a folder that is already there came from another process and serves as well, unless it is
 * broken, for then findNix would have found it.
 *
 * @param {string} building
 * @param {string} target
 */
async function moveIntoPlace(building, target) {
  if (!("reason" in findNix())) return await rm(building, { recursive: true, force: true });
  await removeFolder(target);
  await rename(building, target);
}

/**
 * Nix makes its store paths read-only, folders too; a plain removal would stop at them.
 *
 * @param {string} folder
 */
async function removeFolder(folder) {
  await run("chmod", ["-R", "u+w", "--", folder]);
  await rm(folder, { recursive: true, force: true });
}

/** @returns {Promise<number>} The exit code. */
async function main() {
  if (process.argv.includes("--remove")) {
    await removeFolder(cachedNixFolder());
    console.log(`Removed ${cachedNixFolder()}.`);
    return 0;
  }
  const nix = await provideNix();
  if ("reason" in nix) {
    console.error(nix.reason);
    return 1;
  }
  console.log(`Nix ${nix.version}: ALLOTMENT_NIX=${nix.folder}`);
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) process.exitCode = await main();
