import path from "node:path";
import type { StepContext } from "@allotment/engine";
import type { Slug } from "@allotment/model";
import { execa } from "execa";
import { secondsLeft } from "../nixos-ssh/time.ts";
import { followLog, type LastWords } from "./follow.ts";

/** One `nixops4 apply`. */
export interface Application {
  /** Absolute path of `nixops4`. */
  readonly program: string;
  /** Folders of Nix and other programs that are found before those on PATH. */
  readonly programFolders: readonly string[];
  readonly machine: Slug;
  /** Folder of `stateFolder`. */
  readonly state: string;
}

/** How it ended. `locked`: another one is at the same state file. */
export type ApplicationOutcome =
  { readonly kind: "applied" } | { readonly kind: "locked" } | ({ readonly kind: "failed" } & LastWords);

/** The exit code by which a lock that is held is known; NixOps4 itself ends with 0 or 1. */
const lockedExit = 75;

/**
 * Applies one machine's composite with the tree as current directory, and tells how far it is. Never with `-v`: that prints
 * inputs and the protocol. The state file is NixOps4's to write, one process at a time: a lock goes with the process.
 *
 * @throws the signal's reason when aborted, Error when a program cannot be started.
 */
export async function applyMachine(context: StepContext, application: Application): Promise<ApplicationOutcome> {
  const { tree, deployment, signal } = context;
  if (tree === null) throw new Error("there is no tree to work on");
  signal.throwIfAborted();
  const { program, machine, state } = application;
  const nixops4 = [program, "--no-interactive", "--color", "never", "apply", `${deployment}.${machine}`];
  const lock = ["--no-fork", "--nonblock", "--conflict-exit-code", String(lockedExit), path.join(state, "lock")];
  const child = execa("flock", [...lock, ...nixops4], {
    cwd: tree.folder,
    env: environmentFor(application),
    extendEnv: false,
    stdin: "ignore",
    stdout: "ignore",
    buffer: false,
    timeout: secondsLeft(context) * 1000,
    cancelSignal: signal,
    forceKillAfterDelay: 10_000,
    reject: false,
  });
  const said = await followLog(context, machine, child.stderr);
  const ended = await child;
  signal.throwIfAborted();
  if (!ended.failed) return { kind: "applied" };
  if (ended.exitCode === lockedExit) return { kind: "locked" };
  if (ended.exitCode === undefined && !ended.timedOut)
    throw new Error(`nixops4 could not be run: ${ended.shortMessage}`);
  return { kind: "failed", ...said };
}

/** What NixOps4, and the Nix and ssh that it starts, may see of the worker's environment. */
function environmentFor({ programFolders }: Application): Record<string, string> {
  const names = ["HOME", "TMPDIR", "NIX_REMOTE", "NIX_PATH", "NIX_SSL_CERT_FILE", "LOCALE_ARCHIVE"];
  const found = names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]));
  return {
    ...Object.fromEntries(found.map(([name, value]) => [name, value ?? ""])),
    PATH: [...programFolders, process.env["PATH"] ?? ""].join(path.delimiter),
    NIX_CONFIG: "experimental-features = nix-command flakes",
    NO_COLOR: "1",
  };
}
