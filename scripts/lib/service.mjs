import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir, rename, stat } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The module that stops a process when the one that started it is gone; for `--import`. */
export const stopWithParent = pathToFileURL(fileURLToPath(new URL("./stop-with-parent.mjs", import.meta.url))).href;

/** A log that is larger than this when a service starts is put aside, and the one put aside before is lost. */
const logBytesMax = 10_000_000;

const tailLines = 15;

/**
 * @typedef {object} Service A running part of Allotment.
 * @property {string} name
 * @property {number | undefined} pid
 * @property {Promise<string>} ended Resolves with how it ended, for example `exit code 1`.
 * @property {() => Promise<void>} stop Asks it to stop, insists after ten seconds, and waits until it is gone.
 * @property {() => void} kill Ends it at once.
 * @property {() => string} tail The last lines that it printed.
 */

/**
 * Starts a Node program as a service in a process group of its own, so that Ctrl-C reaches it only through `stop`.
 *
 * @param {{ name: string, argv: string[], cwd: string, env: NodeJS.ProcessEnv, logFile?: string }} options Without a log file its
 *   output goes to this terminal.
 * @returns {Promise<Service>}
 */
export async function startService({ name, argv, cwd, env, logFile }) {
  const log = logFile === undefined ? process.stdout : await openLog(logFile);
  const child = spawn(process.execPath, ["--import", stopWithParent, ...argv], {
    cwd,
    env: { ...env, ALLOTMENT_STARTED_BY: String(process.pid) },
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  /** @type {string[]} */
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.pipe(log, { end: false });
    stream?.setEncoding("utf8").on("data", (text) => {
      lines.push(
        ...String(text)
          .split("\n")
          .filter((line) => line.trim() !== ""),
      );
      lines.splice(0, lines.length - tailLines);
    });
  }
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  return {
    name,
    pid: child.pid,
    ended,
    kill: () => void child.kill("SIGKILL"),
    tail: () => lines.join("\n"),
    stop: async () => {
      child.kill("SIGTERM");
      const insist = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(insist);
    },
  };
}

/**
 * @param {string} file
 * @returns {Promise<import("node:fs").WriteStream>}
 */
async function openLog(file) {
  await mkdir(path.dirname(file), { recursive: true });
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > logBytesMax) await rename(file, `${file}.1`);
  return createWriteStream(file, { flags: "a", mode: 0o600 });
}
