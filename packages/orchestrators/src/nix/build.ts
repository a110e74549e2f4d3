import { mkdir } from "node:fs/promises";
import path from "node:path";
import { nothingSwitched, type StepFailure } from "@allotment/engine";
import { scrubbed, shortened } from "../tool-output.ts";
import { runNixCommand } from "./call.ts";
import { countedActivities, countsOf, type Counts } from "./counts.ts";
import { withoutPlaces, type NixSurroundings } from "./failure.ts";
import type { NixMessage } from "./messages.ts";
import type { NixOutcome } from "./run.ts";
import type { MachineSystem } from "./systems.ts";

/** What to build, and how. */
export interface BuildOptions extends NixSurroundings {
  readonly system: MachineSystem;
  /** Link to make to what was built; it keeps Nix from throwing it away. */
  readonly root: string;
  /** Machines that build, in the words of Nix's `--builders`; null for here only. */
  readonly builders: string | null;
  readonly timeoutSeconds: number;
  readonly memoryMiB: number;
  readonly signal: AbortSignal;
  readonly onCounts: (counts: Counts) => void;
}

/** Lines of a failed build's log that are kept. */
const logLinesMax = 30;

/** Builds the system of one machine. @returns null when it is there, otherwise why not. */
export async function buildSystem(options: BuildOptions): Promise<StepFailure | null> {
  const { system, root, builders, timeoutSeconds, memoryMiB, signal, onCounts } = options;
  await mkdir(path.dirname(root), { recursive: true });
  const where = builders === null ? [] : ["--builders", builders];
  const argv = ["build", `${system.derivation}^out`, "--out-link", root, ...where];
  const counts = countsOf(countedActivities.builds);
  const log: string[] = [];
  const onMessage = (message: NixMessage) => {
    const now = counts(message);
    if (now !== undefined) onCounts(now);
    if (message.kind === "build-log") log.splice(0, log.push(message.line) - logLinesMax);
  };
  const outcome = await runNixCommand(options, argv, { timeoutSeconds, memoryMiB, signal, onMessage });
  return outcome.kind === "done" ? null : buildFailure(outcome, log, options);
}

function buildFailure(
  outcome: Exclude<NixOutcome, { kind: "done" }>,
  log: readonly string[],
  surroundings: NixSurroundings,
): StepFailure {
  const base = { whoseTurn: "provider", unharmed: nothingSwitched, retryable: false } as const;
  if (outcome.kind !== "error") return { ...base, code: `build-${outcome.kind}`, params: {} };
  const cause = withoutPlaces(outcome.cause, surroundings);
  if (/No space left on device/i.test(cause)) return { ...base, code: "disk-full", params: {}, retryable: true };
  const derivation = failedDerivation(cause);
  const detail = scrubbed([...log, cause].join("\n"));
  if (derivation !== null) return { ...base, code: "build-failed", params: { derivation }, detail };
  return { ...base, code: "build-not-possible", params: { text: shortened(scrubbed(cause)) }, detail, retryable: true };
}

/** Name of the derivation that could not be built, as it was called: without store, hash and ending. */
function failedDerivation(cause: string): string | null {
  return /[bB]uilder for '\/nix\/store\/[0-9a-z]{32}-(?<name>[^']+)\.drv' failed/.exec(cause)?.groups?.["name"] ?? null;
}
