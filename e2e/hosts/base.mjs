import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { findProgram } from "../../scripts/lib/debian.mjs";
import { findMirror } from "../../scripts/lib/nix-packages.mjs";
import { lastLine, run } from "../../scripts/lib/run.mjs";
import { hostsFolder, scriptFile, unshareArguments } from "./folder.mjs";

/** What makes and runs hosts, and the Debian packages that bring it. */
export const hostTools = [
  { program: "unshare", debianPackage: "util-linux" },
  { program: "nsenter", debianPackage: "util-linux" },
  { program: "flock", debianPackage: "util-linux" },
  { program: "mount", debianPackage: "mount" },
  { program: "ip", debianPackage: "iproute2" },
  { program: "ssh", debianPackage: "openssh-client" },
  { program: "debootstrap", debianPackage: "debootstrap" },
];

/**
 * Why this machine cannot have test hosts. Makes the root that they share where it is not there yet: half a minute, once.
 * Safe to call from several processes at once.
 *
 * @param {NodeJS.ProcessEnv} [env] ALLOTMENT_HOSTS_PROBLEM is an answer that was found out before.
 * @returns {Promise<string | null>} One sentence for people; null when hosts can be started.
 */
export async function hostsProblem(env = process.env) {
  if (env["ALLOTMENT_HOSTS_PROBLEM"]) return env["ALLOTMENT_HOSTS_PROBLEM"];
  if (process.platform !== "linux") return "Test hosts need Linux.";
  if (process.getuid?.() !== 0) return "Only root can start test hosts.";
  const missing = hostTools.filter(({ program }) => findProgram([program]) === undefined);
  if (missing.length > 0) return `Test hosts need ${missing.map(({ program }) => program).join(", ")}.`;
  await mkdir(path.join(hostsFolder(), "set"), { recursive: true });
  const tried = await run("unshare", unshareArguments("probe"));
  if (tried.code !== 0) return `This machine lets nobody make test hosts: ${lastLine(tried.stderr)}`;
  return existsSync(path.join(hostsFolder(), "base")) ? null : await makeBase();
}

/** @returns {Promise<string | null>} Why it could not be made. */
async function makeBase() {
  const mirror = await findMirror();
  if (mirror === "") return "The root of test hosts could not be made: apt has no Debian mirror in its settings.";
  const made = await run("sh", [scriptFile("base.sh"), hostsFolder(), mirror]);
  return made.code === 0 ? null : `The root of test hosts could not be made: ${lastLine(made.stderr)}`;
}

/**
 * Takes away everything that test hosts keep between runs. Running sets must have been stopped.
 *
 * @returns {Promise<void>}
 */
export async function removeBase() {
  await rm(hostsFolder(), { recursive: true, force: true });
}
