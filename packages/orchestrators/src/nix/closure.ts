import { runNixCommand } from "./call.ts";
import type { NixSurroundings } from "./failure.ts";

/**
 * Everything that a system needs on its machine: bytes by store path, as they lie unpacked.
 *
 * @throws Error when the system is not in this store.
 */
export async function closureOf(
  surroundings: NixSurroundings,
  system: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const argv = ["path-info", "--recursive", "--size", system];
  const outcome = await runNixCommand(surroundings, argv, { timeoutSeconds: 120, memoryMiB: 1000, signal });
  if (outcome.kind !== "done") throw new Error(`the closure of a built system cannot be read (${outcome.kind})`);
  const lines = outcome.output.split("\n").map((line) => /^(\S+)\s+(\d+)/.exec(line));
  return new Map(lines.flatMap((line) => (line === null ? [] : [[line[1] ?? "", Number(line[2])] as const])));
}
