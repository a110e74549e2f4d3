import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { digestOf, type NixosRelease } from "@allotment/model";
import type { Library } from "./render.ts";
import { sortedTree, type Tree } from "./tree.ts";

/** Folders of the library that go into a tree; what else stands beside them is for its tests. */
const folders = ["applications", "check", "host", "lib", "minimal", "resources", "stopped"] as const;

/** Files of these kinds belong to the library. */
const kinds = [".nix", ".php", ".rb", ".sh"];

/** The releases there can be a flake for. */
const releases = ["26.05"] as const satisfies readonly NixosRelease[];

/**
 * Reads the library from disk: from `nix/` of the checkout that this module runs in, whether from source or bundled, or
 * from the folder that ALLOTMENT_LIBRARY names.
 *
 * @throws Error when there is no library, naming where it was looked for.
 */
export function loadLibrary(env: NodeJS.ProcessEnv = process.env): Library {
  const root = libraryFolder(env);
  const files = sortedTree(folders.flatMap((folder) => filesBelow(root, folder)));
  const flakes = Object.fromEntries(releases.map((release) => [release, flakeOf(root, release)]));
  return { files, flakes, digest: digestOf({ files: digestsOf(files), flakes }) };
}

/** The folder `nix/` of the library. */
export function libraryFolder(env: NodeJS.ProcessEnv = process.env): string {
  const named = env["ALLOTMENT_LIBRARY"];
  const starts = [path.dirname(fileURLToPath(import.meta.url)), process.cwd()];
  const candidates = named ? [path.resolve(named)] : starts.flatMap(upwards).map((folder) => path.join(folder, "nix"));
  const found = candidates.find((folder) => existsSync(path.join(folder, "lib/default.nix")));
  if (found !== undefined) return found;
  throw new Error(`no Nix library was found in ${candidates.join(", ")}; ALLOTMENT_LIBRARY can name its folder`);
}

function upwards(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...upwards(parent)];
}

function filesBelow(root: string, folder: string): [string, string][] {
  const entries = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && kinds.includes(path.extname(entry.name)))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [path.relative(root, file).split(path.sep).join("/"), readFileSync(file, "utf8")]);
}

function flakeOf(root: string, release: NixosRelease): { readonly flake: string; readonly lock: string } {
  const folder = path.join(root, "flake", release);
  const read = (name: string) => readFileSync(path.join(folder, name), "utf8");
  return { flake: read("flake.nix"), lock: read("flake.lock") };
}

/** Digest of each file, by path: small enough to keep in a golden file and to compare two libraries by. */
export function digestsOf(files: Tree): Readonly<Record<string, string>> {
  return Object.fromEntries([...files].map(([file, content]) => [file, digestOf(content)]));
}
