import { lstat, mkdir, readdir, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Tree } from "./tree.ts";

/** The file that marks a folder as ours and lists what was written into it. */
export const treeMarker = ".allotment-tree.json";

/** Why a tree cannot be written into a folder; nothing was changed then. */
export class TreeRefusal extends Error {
  readonly reason: "not-empty" | "link" | "unsafe-path";

  constructor(reason: TreeRefusal["reason"], message: string) {
    super(message);
    this.name = "TreeRefusal";
    this.reason = reason;
  }
}

/**
 * Makes a folder hold exactly this tree, beside files that others put there (ciphertext, hardware modules, .git): writes
 * what is new or changed, and removes what an earlier call wrote and this tree no longer has. The only function of this
 * package that touches the disk.
 *
 * @throws TreeRefusal for a folder with files in it that no call of this function wrote, for paths that would leave it,
 * and for links in the way.
 */
export async function writeTree(tree: Tree, folder: string): Promise<void> {
  for (const file of tree.keys()) checkPath(file);
  await mkdir(folder, { recursive: true });
  const written = await writtenBefore(folder);
  const stale = written.filter((file) => !tree.has(file));
  for (const file of [...tree.keys(), ...stale]) await refuseLinks(folder, file);
  // Both lists: if this is interrupted, the next call still knows every file.
  await writeMarker(folder, [...new Set([...written, ...tree.keys()])]);
  for (const [file, content] of tree) await writeOne(folder, file, content);
  for (const file of stale) await removeOne(folder, file);
  await writeMarker(folder, [...tree.keys()]);
}

function checkPath(file: string): void {
  const parts = file.split("/");
  const unsafe = file === treeMarker || file.includes("\\") || file.includes("\0");
  if (unsafe || parts.some((part) => part === "" || part === "." || part === ".." || part === ".git")) {
    throw new TreeRefusal("unsafe-path", `${JSON.stringify(file)} is no path inside a tree`);
  }
}

async function writtenBefore(folder: string): Promise<readonly string[]> {
  await refuseLinks(folder, treeMarker);
  const marker = await readFile(path.join(folder, treeMarker), "utf8").catch(() => null);
  if (marker === null) {
    const others = (await readdir(folder)).filter((name) => name !== ".git");
    if (others.length === 0) return [];
    throw new TreeRefusal("not-empty", `${folder} is not empty and was not written by Allotment; nothing was changed`);
  }
  const parsed: unknown = JSON.parse(marker);
  const files: unknown = typeof parsed === "object" && parsed !== null && "files" in parsed ? parsed.files : [];
  const names = Array.isArray(files) ? files.filter((file): file is string => typeof file === "string") : [];
  for (const file of names) checkPath(file);
  return names;
}

/** Nothing on the way to a file may be a link: it could lead out of the folder. */
async function refuseLinks(folder: string, file: string): Promise<void> {
  const parts = file.split("/");
  for (const index of parts.keys()) {
    const step = path.join(folder, ...parts.slice(0, index + 1));
    const found = await lstat(step).catch(() => null);
    if (found === null) return;
    const expected = index === parts.length - 1 ? found.isFile() : found.isDirectory();
    if (!expected) throw new TreeRefusal("link", `${step} is in the way: a plain file or folder was expected`);
  }
}

async function writeOne(folder: string, file: string, content: string): Promise<void> {
  const target = path.join(folder, file);
  const present = await readFile(target, "utf8").catch(() => null);
  if (present === content) return;
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, content);
}

async function removeOne(folder: string, file: string): Promise<void> {
  await rm(path.join(folder, file), { force: true });
  for (let parent = path.dirname(file); parent !== "."; parent = path.dirname(parent)) {
    const removed = await rmdir(path.join(folder, parent)).then(
      () => true,
      () => false,
    );
    if (!removed) return;
  }
}

async function writeMarker(folder: string, files: readonly string[]): Promise<void> {
  await writeFile(path.join(folder, treeMarker), `${JSON.stringify({ files: [...files].sort() }, null, 2)}\n`);
}
