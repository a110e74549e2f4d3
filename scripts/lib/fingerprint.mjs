import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Folders that hold results, not sources. */
const skippedFolders = new Set(["node_modules", ".next", "dist", "test-results", "playwright-report"]);

/** Files that never change what is built. */
const skippedFiles = /\.test\.tsx?$|\.md$|\.tsbuildinfo$|^next-env\.d\.ts$/;

/**
 * A digest of the names and contents of all sources below some folders and files.
 *
 * @param {string} root Absolute; names are relative to it, so that a moved checkout keeps its digest.
 * @param {readonly string[]} inputs Folders or files, relative. Those that do not exist count as empty.
 * @param {readonly string[]} [facts] Other things that the result depends on, such as the version of Node.
 * @returns {Promise<string>} Hexadecimal.
 */
export async function fingerprint(root, inputs, facts = []) {
  const hash = createHash("sha256").update(JSON.stringify(facts));
  const files = (await Promise.all(inputs.map((input) => sourcesBelow(path.join(root, input))))).flat().sort();
  const contents = await Promise.all(files.map((file) => readFile(file)));
  files.forEach((file, index) => {
    const content = contents[index] ?? Buffer.alloc(0);
    hash.update(`${path.relative(root, file)}\0${content.length}\0`).update(content);
  });
  return hash.digest("hex");
}

/**
 * @param {string} place
 * @returns {Promise<string[]>} Absolute paths.
 */
async function sourcesBelow(place) {
  const entries = await readdir(place, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return (await isFile(place)) ? [place] : [];
  const kept = entries.filter((entry) =>
    entry.isDirectory() ? !skippedFolders.has(entry.name) : !skippedFiles.test(entry.name),
  );
  const nested = await Promise.all(
    kept.map(async (entry) => {
      const full = path.join(place, entry.name);
      return entry.isDirectory() ? await sourcesBelow(full) : [full];
    }),
  );
  return nested.flat();
}

/**
 * @param {string} file
 * @returns {Promise<boolean>}
 */
async function isFile(file) {
  return await readFile(file).then(
    () => true,
    () => false,
  );
}
