import { execa } from "execa";

/** What git is run with: nothing of the machine's own configuration, no questions, no hooks, always the same author. */
const environment = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_TERMINAL_PROMPT: "0",
  GIT_AUTHOR_NAME: "Allotment",
  GIT_AUTHOR_EMAIL: "allotment@invalid",
  GIT_COMMITTER_NAME: "Allotment",
  GIT_COMMITTER_EMAIL: "allotment@invalid",
  LC_ALL: "C",
};

const always = ["-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0", "-c", "core.autocrlf=false"];

/** Settings of one call: other environment variables, and bytes for standard input. */
export interface GitOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Answer undefined instead of throwing when git says no. */
  readonly mayFail?: boolean;
}

/**
 * Runs git in a folder.
 *
 * @returns Its output without the last newline; undefined when it failed and may.
 * @throws Error with what git said.
 */
export async function git(
  folder: string,
  argv: readonly string[],
  options: GitOptions = {},
): Promise<string | undefined> {
  const outcome = await execa("git", [...always, ...argv], {
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", ...environment, ...options.env },
    extendEnv: false,
    stdin: "ignore",
    timeout: 120_000,
    reject: false,
  });
  if (!outcome.failed) return outcome.stdout;
  if (options.mayFail === true && outcome.exitCode !== undefined) return undefined;
  throw new Error(`git ${argv[0] ?? ""} did not work: ${outcome.stderr || outcome.shortMessage}`);
}
