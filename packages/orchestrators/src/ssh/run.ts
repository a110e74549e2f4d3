import { readFile } from "node:fs/promises";
import { execa } from "execa";
import { withConnection } from "./connection.ts";
import { shellCommand } from "./quote.ts";
import type { SshTarget } from "./target.ts";

/** How one command on a machine goes. */
export interface HostCall {
  /** Text for its standard input. Sent only after the host key was found right and the login worked. */
  readonly input?: string;
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
}

/** What became of a command on a machine. */
export type HostOutcome =
  | { readonly kind: "done"; readonly exitCode: number; readonly stdout: string; readonly stderr: string }
  /** No connection, or it broke: with `started`, after the command may have begun. `detail` is what ssh said. */
  | { readonly kind: "unreachable"; readonly started: boolean; readonly detail: string }
  /** Whoever answered has another key than the machine has. Nothing was sent. */
  | { readonly kind: "wrong-host-key" }
  /** The machine does not take our key. Nothing was sent. */
  | { readonly kind: "refused" }
  /** It took longer than allowed and was given up; on the machine it may still run. */
  | { readonly kind: "timeout" };

/** Runs an argument list on a machine. */
export type RunOnHost = (target: SshTarget, argv: readonly string[], call: HostCall) => Promise<HostOutcome>;

/** Longest output of a command, in characters: the names of everything that a large system needs fit in. */
const outputMax = 2_000_000;

/** How a command ends whose reader goes away, here because it says too much. */
const tooMuch = { exitCode: 141, stderr: `more than ${outputMax} characters of output` } as const;

/**
 * Runs an argument list on a machine over a connection of its own.
 *
 * @throws the signal's reason when aborted, Error when there is no ssh here.
 */
export async function runOnHost(
  target: SshTarget,
  argv: readonly string[],
  { input = "", timeoutSeconds, signal }: HostCall,
): Promise<HostOutcome> {
  signal.throwIfAborted();
  return withConnection(target, async ({ options, logFile }) => {
    const ssh = [...options, "-T", "-E", logFile, "-o", "LogLevel=VERBOSE", target.name, shellCommand(argv)];
    const ended = await execa("ssh", ssh, {
      input,
      env: { PATH: process.env["PATH"] ?? "", LC_ALL: "C" },
      extendEnv: false,
      timeout: timeoutSeconds * 1000,
      cancelSignal: signal,
      forceKillAfterDelay: 2000,
      reject: false,
      stripFinalNewline: false,
      maxBuffer: outputMax,
    });
    signal.throwIfAborted();
    if (ended.timedOut) return { kind: "timeout" };
    if (ended.isMaxBuffer) return { kind: "done", stdout: "", ...tooMuch };
    if (ended.exitCode === undefined) throw new Error(`ssh could not be run: ${ended.shortMessage}`);
    const { exitCode, stdout, stderr } = ended;
    const trouble = exitCode === 255 ? sshTrouble(await readFile(logFile, "utf8").catch(() => "")) : null;
    return trouble ?? { kind: "done", exitCode, stdout, stderr };
  });
}

const wrongKey = /Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED|no matching host key type/i;
const refused = /Permission denied|Too many authentication failures|no mutual signature/i;
const broken = /not responding|Connection (?:to \S+ )?(?:closed|reset)|Broken pipe|Connection timed out|disconnected/i;

/**
 * What ssh's own log says when it ended with 255; null when the connection was fine and 255 came from the command. The
 * log is a file of its own, so nothing that the machine prints can be taken for it.
 */
export function sshTrouble(log: string): Exclude<HostOutcome, { kind: "done" }> | null {
  const started = /^Authenticated to /m.test(log);
  const lines = log.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("Authenticated to "));
  if (started && !broken.test(lines.join("\n"))) return null;
  if (!started && wrongKey.test(log)) return { kind: "wrong-host-key" };
  if (!started && refused.test(log)) return { kind: "refused" };
  return { kind: "unreachable", started, detail: lines.at(-1)?.trim() ?? "" };
}
