import { execa } from "execa";
import { readLines } from "./lines.ts";
import { errorLevel, parseNixLine, type NixMessage } from "./messages.ts";

/** One call of a program of Nix. */
export interface NixCall {
  /** Absolute path. */
  readonly program: string;
  readonly argv: readonly string[];
  /** Folder it runs in. */
  readonly folder: string;
  /** More environment variables, beside PATH and HOME. */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  /** Largest heap of the evaluator. */
  readonly memoryMiB: number;
  readonly signal: AbortSignal;
  readonly onMessage?: (message: NixMessage) => void;
}

/** How a call ended. */
export type NixOutcome =
  | { readonly kind: "done"; readonly output: string }
  /** Nix reported an error; `cause` is its text without the trace. */
  | { readonly kind: "error"; readonly cause: string }
  | { readonly kind: "out-of-time" }
  | { readonly kind: "out-of-memory" };

/** What is read of Nix's log: lines hold a whole error with its trace, everything the log of a very large build. */
const logLimits = { lineLength: 256_000, total: 200_000_000 } as const;

/**
 * Runs Nix in a process of its own, with limits, and reads its log as it comes.
 *
 * @throws the signal's reason when aborted, Error when the program cannot be started.
 */
export async function runNix(call: NixCall): Promise<NixOutcome> {
  let cause = "";
  const child = execa(call.program, [...call.argv, "--log-format", "internal-json"], {
    cwd: call.folder,
    env: { ...inherited(), ...call.env, GC_MAXIMUM_HEAP_SIZE: `${call.memoryMiB}M`, NO_COLOR: "1" },
    extendEnv: false,
    stdin: "ignore",
    timeout: call.timeoutSeconds * 1000,
    cancelSignal: call.signal,
    forceKillAfterDelay: 2000,
    reject: false,
    buffer: { stdout: true, stderr: false },
    maxBuffer: { stdout: 200_000_000 },
  });
  const lines = readLines(child.stderr, logLimits);
  let next = await lines.next();
  for (; !next.done; next = await lines.next()) {
    const message = parseNixLine(next.value);
    if (message === undefined) continue;
    if (message.kind === "message" && message.level === errorLevel) cause = message.cause;
    call.onMessage?.(message);
  }
  if (next.value) child.kill();
  const outcome = await child;
  call.signal.throwIfAborted();
  if (next.value) return { kind: "error", cause: "Nix said more than anybody can read" };
  if (!outcome.failed) return { kind: "done", output: outcome.stdout };
  if (outcome.timedOut) return { kind: "out-of-time" };
  if (/out of memory/i.test(cause)) return { kind: "out-of-memory" };
  if (outcome.exitCode === undefined && outcome.signal === undefined) throw new Error(outcome.shortMessage);
  return { kind: "error", cause: cause || (outcome.shortMessage ?? "Nix ended without saying why") };
}

/** What Nix may see of the worker's environment: enough to find programs and its own store, and nothing of ours. */
function inherited(): Record<string, string> {
  const names = ["PATH", "HOME", "TMPDIR", "NIX_REMOTE", "NIX_PATH", "NIX_SSL_CERT_FILE", "LOCALE_ARCHIVE"];
  const found: Record<string, string> = {};
  for (const name of names) {
    const value = process.env[name];
    if (value !== undefined) found[name] = value;
  }
  return found;
}
