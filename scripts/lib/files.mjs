import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * Writes a text file, with the folders it needs, unless it already holds that text.
 *
 * @param {string} file
 * @param {string} text
 * @returns {Promise<boolean>} Whether it was written.
 */
export async function writeFileIfChanged(file, text) {
  const present = await readFile(file, "utf8").catch(() => undefined);
  if (present === text) return false;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  return true;
}
