import path from "node:path";
import { withConnection } from "../ssh/connection.ts";
import { asRoot, type SshTarget } from "../ssh/target.ts";
import { runNixCommand } from "./call.ts";
import { countedActivities, countsOf, type Counts } from "./counts.ts";
import { withoutPlaces, type NixSurroundings } from "./failure.ts";
import { quietSsh } from "./quiet-ssh.ts";

/** What to copy where. */
export interface CopyOptions extends NixSurroundings {
  readonly target: SshTarget;
  /** Store path; everything it needs goes with it. */
  readonly system: string;
  /** Whether the machine may fetch what it can from its own caches. */
  readonly substitute: boolean;
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
  readonly onCounts: (counts: Counts) => void;
}

/** What came of it; `detail` is what Nix said. */
export type CopyOutcome =
  { readonly kind: "done" } | { readonly kind: "disk-full" | "unreachable" | "failed"; readonly detail: string };

/** Copies a system to a machine's store, over a connection that accepts only the machine's own key. */
export function copySystem(options: CopyOptions): Promise<CopyOutcome> {
  const { target, system, substitute, timeoutSeconds, signal, onCounts } = options;
  return withConnection(target, async (connection) => {
    const program = asRoot(target, ["nix-daemon"]).join(" ");
    const store = `ssh-ng://${target.name}?remote-program=${encodeURIComponent(program)}`;
    const argv = [
      "copy",
      "--to",
      store,
      "--no-check-sigs",
      ...(substitute ? ["--substitute-on-destination"] : []),
      system,
    ];
    const counts = countsOf(countedActivities.copyPaths);
    const outcome = await runNixCommand(options, argv, {
      env: {
        NIX_SSHOPTS: connection.options.join(" "),
        PATH: await quietSsh(path.dirname(connection.logFile), connection.logFile),
      },
      timeoutSeconds,
      memoryMiB: 2000,
      signal,
      onMessage: (message) => {
        const now = counts(message);
        if (now !== undefined) onCounts(now);
      },
    });
    if (outcome.kind === "done") return outcome;
    const detail = outcome.kind === "error" ? withoutPlaces(outcome.cause, options) : outcome.kind;
    return { kind: kindOf(detail), detail };
  });
}

function kindOf(detail: string): "disk-full" | "unreachable" | "failed" {
  if (/No space left on device|disk (?:is )?full/i.test(detail)) return "disk-full";
  return /cannot connect|failed to start SSH connection|unexpected end-of-file|Nix daemon disconnected|Broken pipe/i.test(
    detail,
  )
    ? "unreachable"
    : "failed";
}
