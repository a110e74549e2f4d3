import { asRoot } from "../ssh/target.ts";
import type { Host, Trouble } from "./host.ts";

/** Reads paths, one a line, and gives back those that are not there. */
const missingPaths = 'while IFS= read -r path; do [ -e "$path" ] || printf "%s\\n" "$path"; done';

/** Reads paths, one a line, and removes what lies there without being whole. */
const removeHalves =
  'while IFS= read -r path; do [ ! -e "$path" ] || nix-store --check-validity "$path" 2>/dev/null || nix-store --delete "$path"; done';

/** What unpacking takes beside the files themselves: blocks that are not full, and the database. */
const overhead = { factor: 1.1, mebibytes: 16 } as const;

/**
 * Room that a closure needs on a machine with so much of it, in MiB. What is there already needs none; the machine is asked
 * for that only where the whole would not fit.
 */
export async function missingMiB(
  closure: ReadonlyMap<string, number>,
  host: Host,
  freeMiB: number,
): Promise<number | Trouble> {
  const whole = roomFor([...closure.keys()], closure);
  if (whole <= freeMiB) return whole;
  const outcome = await host.run(["sh", "-c", missingPaths], linesOf(closure));
  if (outcome.kind === "unreachable") return { trouble: "unreachable", detail: outcome.detail };
  if (outcome.kind !== "done") return { trouble: outcome.kind, detail: "" };
  if (outcome.exitCode !== 0) return { trouble: "failed", detail: outcome.stderr };
  return roomFor(
    outcome.stdout.split("\n").filter((path) => path !== ""),
    closure,
  );
}

function roomFor(paths: readonly string[], closure: ReadonlyMap<string, number>): number {
  if (paths.length === 0) return 0;
  const bytes = paths.reduce((sum, path) => sum + (closure.get(path) ?? 0), 0);
  return Math.ceil((bytes / 1_048_576) * overhead.factor + overhead.mebibytes);
}

/**
 * Gives back the room that a copy took before it broke for want of more: Nix leaves what it had begun to unpack where it is,
 * and what else runs on the machine needs its disk.
 */
export async function giveBackRoom(closure: ReadonlyMap<string, number>, { run, target }: Host): Promise<void> {
  await run(asRoot(target, ["sh", "-c", removeHalves]), linesOf(closure));
}

function linesOf(closure: ReadonlyMap<string, number>): string {
  return [...closure.keys()].map((path) => `${path}\n`).join("");
}
