import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "./root.mjs";
import { stopWithParent } from "./service.mjs";

/**
 * @typedef {object} Started An Allotment that was started for a test or a measurement.
 * @property {string} address For example `http://127.0.0.1:41234`.
 * @property {string | undefined} setupLink With which the first account is made.
 * @property {string} dataFolder
 * @property {number} port
 * @property {number | undefined} pid Of `scripts/start.mjs`; panel and worker are its children.
 * @property {number} announcedAt When the address was printed, on the clock of `performance.now()`.
 * @property {() => Promise<number>} stop Stops it as Ctrl-C does, removes a data folder that was made here, and gives the exit code.
 */

/**
 * Starts Allotment by `scripts/start.mjs` on a free port of this machine and waits until it prints its address.
 *
 * @param {{ dataFolder?: string, port?: number, env?: NodeJS.ProcessEnv, timeoutSeconds?: number }} [options] Without a data
 *   folder a temporary one is made.
 * @returns {Promise<Started>}
 * @throws Error with all it printed, when it ends or takes too long before it is up.
 */
export async function startAllotment(options = {}) {
  const { timeoutSeconds = 300 } = options;
  const port = options.port ?? (await freePort());
  const dataFolder = options.dataFolder ?? (await mkdtemp(path.join(tmpdir(), "allotment-data-")));
  const env = {
    ...process.env,
    ALLOTMENT_HOST: "127.0.0.1",
    ...options.env,
    ALLOTMENT_PORT: String(port),
    ALLOTMENT_DATA: dataFolder,
  };
  // Tied to this process: when a test run is killed, what it started stops too.
  const child = spawn(process.execPath, ["--import", stopWithParent, path.join(root, "scripts/start.mjs")], {
    env: { ...env, ALLOTMENT_STARTED_BY: String(process.pid) },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  /** @type {Promise<number>} */
  const ended = new Promise((resolve) => child.once("close", (code) => resolve(code ?? 1)));
  const stop = async () => {
    child.kill("SIGINT");
    const code = await ended;
    if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true });
    return code;
  };
  const printed = await untilAnnounced(child, ended, timeoutSeconds);
  if (printed.address === undefined) {
    await stop();
    throw new Error(`Allotment did not start.\n${printed.text}`);
  }
  const { address, setupLink, announcedAt } = printed;
  return { address, setupLink, dataFolder, port, pid: child.pid, announcedAt, stop };
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {Promise<number>} ended
 * @param {number} timeoutSeconds
 * @returns {Promise<{ text: string, address: string | undefined, setupLink: string | undefined, announcedAt: number }>}
 */
function untilAnnounced(child, ended, timeoutSeconds) {
  return new Promise((resolve) => {
    let text = "";
    const finish = () => {
      clearTimeout(timer);
      const setupLink = /^.*?(https?:\S+\/setup\?token=\S+)$/m.exec(text)?.[1];
      resolve({ text, address: /is running: (\S+)/.exec(text)?.[1], setupLink, announcedAt: performance.now() });
    };
    const timer = setTimeout(finish, timeoutSeconds * 1000);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (part) => {
        text += part;
        // The line about Ctrl-C is the last of the announcement.
        if (text.includes("Stop with Ctrl-C")) finish();
      });
    }
    void ended.then(finish);
  });
}

/** @returns {Promise<number>} A port that nothing listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const place = server.address();
      server.close(() => resolve(place !== null && typeof place === "object" ? place.port : 0));
    });
  });
}
