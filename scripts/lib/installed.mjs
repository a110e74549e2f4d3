import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

/**
 * @typedef {object} LockEntry
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 * @property {boolean} [peer]
 * @property {boolean} [link]
 */

/**
 * Whether node_modules holds what package-lock.json asks for, by npm's own record of what it installed.
 *
 * @param {string} folder The checkout.
 * @returns {Promise<boolean>}
 */
export async function isInstalled(folder) {
  const wanted = await packagesOf(path.join(folder, "package-lock.json"));
  const present = await packagesOf(path.join(folder, "node_modules/.package-lock.json"));
  if (wanted === undefined || present === undefined || !fits(wanted, present)) return false;
  // The record stays when somebody removes a folder by hand.
  return Object.keys(present).every((where) => existsSync(path.join(folder, where)));
}

/**
 * Compares what a lock asks for with what is installed. Optional packages may be absent: they belong to other systems.
 *
 * @param {Record<string, LockEntry>} wanted
 * @param {Record<string, LockEntry>} present
 * @returns {boolean}
 */
export function fits(wanted, present) {
  return Object.entries(wanted).every(([where, entry]) => {
    if (!where.includes("node_modules/")) return true;
    const installed = present[where];
    if (installed === undefined) return entry.optional === true || entry.devOptional === true;
    return installed.version === entry.version && installed.integrity === entry.integrity;
  });
}

/**
 * Whether the compiled SQLite can be loaded by this Node.
 *
 * @param {string} folder The checkout.
 * @returns {boolean}
 */
export function sqliteLoads(folder) {
  try {
    const Database = createRequire(path.join(folder, "package.json"))("better-sqlite3");
    new Database(":memory:").close();
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} file
 * @returns {Promise<Record<string, LockEntry> | undefined>} Undefined when there is no such lock or it cannot be read.
 */
async function packagesOf(file) {
  try {
    return JSON.parse(await readFile(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}
