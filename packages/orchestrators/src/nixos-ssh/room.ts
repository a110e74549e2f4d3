import type { Host, Trouble } from "./host.ts";

/** Reads paths, one a line, and gives back those that are not there. */
const missingPaths = 'while IFS= read -r path; do [ -e "$path" ] || printf "%s\\n" "$path"; done';

/** What unpacking takes beside the files themselves: blocks that are not full, and the database. */
const overhead = { factor: 1.1, mebibytes: 16 } as const;

/** Room that a closure still needs on a machine, in MiB: what is there already needs none. */
export async function missingMiB(closure: ReadonlyMap<string, number>, host: Host): Promise<number | Trouble> {
  const outcome = await host.run(["sh", "-c", missingPaths], [...closure.keys()].map((path) => `${path}\n`).join(""));
  if (outcome.kind === "unreachable") return { trouble: "unreachable", detail: outcome.detail };
  if (outcome.kind !== "done") return { trouble: outcome.kind, detail: "" };
  if (outcome.exitCode !== 0) return { trouble: "failed", detail: outcome.stderr };
  const missing = outcome.stdout.split("\n").filter((path) => path !== "");
  if (missing.length === 0) return 0;
  const bytes = missing.reduce((sum, path) => sum + (closure.get(path) ?? 0), 0);
  return Math.ceil((bytes / 1_048_576) * overhead.factor + overhead.mebibytes);
}
