import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { lastLine, run } from "./run.mjs";

/** Debian 13 has Nix 2.26; Debian 12's 2.8 is too old for today's nixpkgs. */
const release = "trixie";

/** busybox-static is the /bin/sh of a build's sandbox: a shell that brings mkdir, ln and the like along. */
const packages = ["nix-bin", "busybox-static"];

const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";

/**
 * Downloads and unpacks Nix and everything it needs, down to libc, into `<folder>/root`. Debian's own apt does it with lists,
 * state and cache of its own below `folder`, so nothing is installed on the machine, signatures are checked, and root is not needed.
 *
 * @param {string} folder An existing, empty folder.
 * @returns {Promise<string>} The empty string, or one sentence that says why it could not be done.
 */
export async function unpackNix(folder) {
  for (const program of ["apt-get", "dpkg-deb"]) {
    if ((await run(program, ["--version"])).code !== 0) return `This is not a Debian machine: ${program} is missing.`;
  }
  const mirror = await findMirror();
  if (mirror === "") return "apt has no Debian mirror in its settings.";
  const options = await privateApt(folder, mirror);
  const updated = await run("apt-get", [...options, "update"]);
  if (updated.code !== 0) return `The list of Debian packages could not be read: ${lastLine(updated.stderr)}`;
  const install = ["--yes", "--no-install-recommends", "--download-only", "install", ...packages];
  const downloaded = await run("apt-get", [...options, ...install]);
  if (downloaded.code !== 0) return `The packages of Nix could not be downloaded: ${lastLine(downloaded.stderr)}`;
  return await unpackArchives(path.join(folder, "apt/cache/archives"), path.join(folder, "root"));
}

/**
 * The mirror that apt itself uses for Debian's main archive.
 *
 * @returns {Promise<string>} An address, or the empty string.
 */
export async function findMirror() {
  const asked = await run("apt-get", ["indextargets", "--format", "$(SITE)|$(LABEL)", "Created-By: Packages"]);
  return chooseMirror(asked.stdout);
}

/**
 * Picks the main archive from lines `site|label`. Before the first `apt-get update` the labels are not known.
 *
 * @param {string} lines
 * @returns {string} An address, or the empty string.
 */
export function chooseMirror(lines) {
  const targets = lines
    .split("\n")
    .map((line) => line.split("|"))
    .map(([site = "", label = ""]) => ({ site, label }))
    .filter((target) => target.site !== "");
  const labelled = targets.find((target) => target.label === "Debian");
  const unlabelled = targets.find(
    (target) => ["", "$(LABEL)"].includes(target.label) && !target.site.includes("security"),
  );
  return (labelled ?? unlabelled)?.site ?? "";
}

/**
 * @param {string} folder
 * @param {string} mirror
 * @returns {Promise<string[]>} Options that make apt-get use `folder` and nothing of the machine's package state.
 */
async function privateApt(folder, mirror) {
  const apt = path.join(folder, "apt");
  await mkdir(path.join(apt, "lists/partial"), { recursive: true });
  await mkdir(path.join(apt, "cache/archives/partial"), { recursive: true });
  await writeFile(path.join(apt, "status"), "");
  const trust = existsSync(keyring) ? `[signed-by=${keyring}] ` : "";
  await writeFile(path.join(apt, "sources.list"), `deb ${trust}${mirror} ${release} main\n`);
  const settings = {
    "Dir::Etc::sourcelist": path.join(apt, "sources.list"),
    "Dir::Etc::sourceparts": "/dev/null",
    "Dir::Etc::preferences": "/dev/null",
    "Dir::Etc::preferencesparts": "/dev/null",
    "Dir::State": apt,
    "Dir::State::lists": path.join(apt, "lists"),
    "Dir::State::status": path.join(apt, "status"),
    "Dir::Cache": path.join(apt, "cache"),
    "APT::Sandbox::User": "",
    "Debug::NoLocking": "true",
  };
  return ["-q", ...Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`])];
}

/**
 * @param {string} archives
 * @param {string} root
 * @returns {Promise<string>} The empty string, or why it failed.
 */
async function unpackArchives(archives, root) {
  for (const name of await readdir(archives)) {
    if (!name.endsWith(".deb")) continue;
    const unpacked = await run("dpkg-deb", ["--extract", path.join(archives, name), root]);
    if (unpacked.code !== 0) return `${name} could not be unpacked: ${lastLine(unpacked.stderr)}`;
  }
  return "";
}
