import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * A value in every form in which it could have slipped out: as it is, in base64 (also in the middle of something longer, and
 * as base64url), hexadecimal, and in an address.
 */
export function formsOf(value: string): string[] {
  // The first lines of key files are the same for all keys; the last full one before the end holds what is secret.
  const lines = value.split("\n").filter((one) => one !== "" && !one.startsWith("-----"));
  const line = lines.at(-2) ?? lines[0] ?? "";
  const bytes = Buffer.from(line);
  const hex = bytes.toString("hex");
  const base64 = [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    // The ends depend on what stands around.
    const inner = text.slice(before === 0 ? 0 : 4, text.length - 4);
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
  });
  return [...new Set([line, ...base64, hex, hex.toUpperCase(), encodeURIComponent(line)])];
}

/** Files below these folders that hold one of the texts, whatever else is in them. */
export function filesWith(texts: readonly string[], folders: readonly string[]): string[] {
  const wanted = texts.map((text) => Buffer.from(text));
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => {
        const content = readFileSync(file);
        return wanted.some((text) => content.includes(text));
      }),
  );
}

/** Everything that is in a git repository, its history included, unpacked. */
export function gitContents(repository: string): Buffer {
  const argv = ["-C", repository, "cat-file", "--batch-all-objects", "--batch"];
  const { status, stdout, stderr } = spawnSync("git", argv, { maxBuffer: 1024 ** 3 });
  if (status !== 0) throw new Error(stderr.toString());
  return stdout;
}

/** Command lines and environments of all processes of this machine, test hosts included, while something happens. */
export async function processesDuring(work: () => Promise<void>): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  const state = { over: false };
  const looking = (async () => {
    while (!state.over) {
      for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
        if (Number(pid) === process.pid) continue;
        for (const part of ["cmdline", "environ"]) seen.add(readOrNothing(`/proc/${pid}/${part}`));
      }
      await sleep(1);
    }
  })();
  try {
    await work();
  } finally {
    state.over = true;
    await looking;
  }
  return seen;
}

// Processes end while they are looked at.
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}
