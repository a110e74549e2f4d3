import { randomUUID } from "node:crypto";
import { link, open, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";

/**
 * Makes a file that its owner alone can read, unless it is there: it is never there half written, who comes second keeps
 * the first one's, and it is on the disk before anybody relies on it.
 */
export async function makePrivateFile(file: string, text: string): Promise<void> {
  // Written beside and linked: a name that exists is never taken.
  const beside = `${file}.${randomUUID()}`;
  try {
    await writeDurably(beside, text);
    await link(beside, file);
    await syncFolder(path.dirname(file));
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    await rm(beside, { force: true });
  }
}

/**
 * The text of a file that only its owner may read; null when there is none.
 *
 * @param consequence what follows when others could read it, as a sentence for people
 * @throws Error when others can read it
 */
export async function readPrivateFile(file: string, consequence: string): Promise<string | null> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  });
  if (text === null) return null;
  const { mode } = await stat(file);
  if ((mode & 0o077) !== 0) throw new Error(`${file} can be read by others. ${consequence}`);
  return text;
}

/** On the disk before anybody seals to it: a key lost in a power cut would take with it what was sealed. */
async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.chmod(0o600);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
