import { spawn } from "node:child_process";

/**
 * @typedef {object} Outcome What a finished command left behind.
 * @property {number} code Exit code; 127 when the program could not be started, 128 when a signal ended it.
 * @property {string} stdout
 * @property {string} stderr
 */

/**
 * Runs a program by an argument array (never through a shell) and collects what it prints. It never rejects: a program that
 * cannot be started is an outcome with code 127.
 *
 * @param {string} program
 * @param {readonly string[]} argv
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, inherit?: boolean, stdin?: string }} [options] `inherit` passes output through
 *   to this process instead of collecting it.
 * @returns {Promise<Outcome>}
 */
export function run(program, argv, options = {}) {
  const output = options.inherit ? "inherit" : "pipe";
  return new Promise((resolve) => {
    const child = spawn(program, argv, {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: options.env ?? process.env,
      stdio: [options.stdin === undefined ? "ignore" : "pipe", output, output],
    });
    let stdout = "";
    let stderr = "";
    child.stdout?.setEncoding("utf8").on("data", (text) => (stdout += text));
    child.stderr?.setEncoding("utf8").on("data", (text) => (stderr += text));
    child.on("error", (error) => resolve({ code: 127, stdout, stderr: stderr + error.message }));
    child.on("close", (code) => resolve({ code: code ?? 128, stdout, stderr }));
    child.stdin?.on("error", () => undefined).end(options.stdin);
  });
}

/**
 * The last non-empty line of a text: where programs put the cause.
 *
 * @param {string} text
 * @returns {string}
 */
export function lastLine(text) {
  return text.trimEnd().split("\n").at(-1)?.trim() ?? "";
}
