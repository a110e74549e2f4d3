import { chmod, mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";

const programs = ["nix", "nix-build", "nix-env", "nix-instantiate", "nix-store"];

/** Each line is explained in the project's notes on Nix: no binary caches are asked, and builds need no group of build users. */
const settings = [
  "experimental-features = nix-command flakes",
  "sandbox = false",
  "substituters =",
  "build-users-group =",
];

/**
 * Writes the programs of an unpacked Nix as small shell scripts. They start the binary through its own dynamic loader, so it runs
 * beside another libc, and keep its store, settings and home below `folder`, so that the machine needs no /nix. The folder may be
 * moved afterwards.
 *
 * @param {string} folder Holds the unpacked packages in `root`.
 * @returns {Promise<void>}
 */
export async function writeWrappers(folder) {
  const libraries = (await readdir(path.join(folder, "root/usr/lib"))).find((name) => name.endsWith("-linux-gnu"));
  if (libraries === undefined) throw new Error(`No libraries were unpacked below ${folder}.`);
  const loader = (await readdir(path.join(folder, "root/usr/lib", libraries))).find((name) =>
    /^ld-linux.*\.so\.\d+$/.test(name),
  );
  if (loader === undefined) throw new Error(`No dynamic loader was unpacked below ${folder}.`);
  for (const name of ["bin", "etc", "home"]) await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, "etc/nix.conf"), `${settings.join("\n")}\n`);
  for (const program of programs) {
    const file = path.join(folder, "bin", program);
    await writeFile(file, wrapper(program, libraries, loader));
    await chmod(file, 0o755);
  }
}

/**
 * The text of one program. The build hook and the sandbox's shell are given by environment because they name the folder itself.
 *
 * @param {string} program
 * @param {string} libraries For example `x86_64-linux-gnu`.
 * @param {string} loader For example `ld-linux-x86-64.so.2`.
 * @returns {string}
 */
export function wrapper(program, libraries, loader) {
  return `#!/bin/sh
here=$(cd -- "$(dirname -- "$(readlink -f -- "$0")")/.." && pwd -P) || exit 1
export HOME="$here/home" XDG_CACHE_HOME="$here/home/cache" XDG_CONFIG_HOME="$here/home/config" XDG_STATE_HOME="$here/home/state"
export NIX_CONF_DIR="$here/etc" NIX_REMOTE="\${NIX_REMOTE:-local?root=$here/store}"
export NIX_CONFIG="build-hook = $here/bin/nix __build-remote
sandbox-paths = /bin/sh=$here/root/usr/bin/busybox
\${NIX_CONFIG:-}"
libraries="$here/root/usr/lib/${libraries}"
exec "$libraries/${loader}" --library-path "$libraries" --argv0 ${program} "$here/root/usr/bin/${program}" "$@"
`;
}
