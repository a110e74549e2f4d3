/**
 * Where a real Nix is.
 *
 *     node scripts/nix-root.mjs            # makes one from Debian's packages (about 15 s, 160 MB, no root needed) and prints its folder
 *     node scripts/nix-root.mjs --remove   # takes it away again
 *
 * In a test:
 *
 *     import { findNix } from "../../scripts/lib/nix.mjs";
 *     const nix = findNix();
 *     describe.skipIf("reason" in nix)("…", …);          // print nix.reason when it is skipped
 *     spawn(nix.instantiate, ["--eval", "--strict", "--json", "-E", "1 + 1"]);
 *     spawn(nix.command, ["eval", "--json", `${tree}#nixosConfigurations`]);
 *
 * The programs see the machine's own paths. Their store is a folder in the cache whose paths still read /nix/store/…, so /nix
 * is neither needed nor touched. `npm start` and `npm test` set ALLOTMENT_NIX from this, which is all that the worker looks at.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** The oldest Nix that the library of a current nixpkgs accepts. */
const oldestVersion = [2, 18];

/** Raise this when the way the cached Nix is made changes: an older one is then ignored and made again. */
const recipe = 2;

/**
 * @typedef {object} FoundNix
 * @property {string} folder Holds `nix`, `nix-instantiate`, `nix-build` and `nix-store`; a value for ALLOTMENT_NIX.
 * @property {string} command The `nix` program, absolute.
 * @property {string} instantiate The `nix-instantiate` program, absolute.
 * @property {string} version For example `2.26.3`.
 */

/**
 * The folder in which the Nix made by scripts/nix-root.mjs lives, whether or not it is there: one per user, shared by all clones.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string}
 */
export function cachedNixFolder(env = process.env) {
  return path.join(env["XDG_CACHE_HOME"] || path.join(homedir(), ".cache"), "allotment", `nix-${recipe}`);
}

/**
 * Looks for Nix: in ALLOTMENT_NIX (a folder; then nowhere else), on PATH, then in the cache.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {FoundNix | { reason: string }} `reason` is one sentence for people.
 */
export function findNix(env = process.env) {
  const named = env["ALLOTMENT_NIX"];
  if (named) return inspect(path.resolve(named), env) ?? { reason: `ALLOTMENT_NIX names ${named}, where no nix runs.` };
  let tooOld = "";
  for (const folder of [
    ...(env["PATH"] ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder)),
    path.join(cachedNixFolder(env), "bin"),
  ]) {
    const found = inspect(folder, env);
    if (found === undefined) continue;
    if (isRecent(found.version)) return found;
    tooOld = ` (the one in ${folder} is ${found.version}, ${oldestVersion.join(".")} is needed)`;
  }
  return { reason: `No Nix was found${tooOld}; \`node scripts/nix-root.mjs\` makes one on Debian.` };
}

/**
 * Whether a version is new enough for today's nixpkgs.
 *
 * @param {string} version
 * @returns {boolean}
 */
export function isRecent(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldMajor = 0, oldMinor = 0] = oldestVersion;
  return major > oldMajor || (major === oldMajor && minor >= oldMinor);
}

/**
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 * @returns {FoundNix | undefined}
 */
function inspect(folder, env) {
  const command = path.join(folder, "nix");
  const instantiate = path.join(folder, "nix-instantiate");
  if (!existsSync(command) || !existsSync(instantiate)) return undefined;
  const asked = spawnSync(command, ["--version"], { encoding: "utf8", env, timeout: 20_000 });
  const version = /\(Nix\)\s+(\d+\.\d+(?:\.\d+)?)/.exec(asked.stdout ?? "")?.[1];
  return version === undefined ? undefined : { folder, command, instantiate, version };
}
