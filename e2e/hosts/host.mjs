import { spawn } from "node:child_process";
import { lastLine } from "../../scripts/lib/run.mjs";
import { callSet, nsenterArguments } from "./folder.mjs";

/**
 * @typedef {object} TestHost One Debian machine: root and `deploy` (who may use sudo and whom Nix trusts), sshd, the Nix daemon.
 * @property {string} name
 * @property {string} ipv4
 * @property {22} sshPort
 * @property {string} hostPublicKey For example `ssh-ed25519 AAAA…`. Another one after `reinstall`.
 * @property {(argv: readonly string[], options?: { input?: string, user?: string }) => Promise<Ran>} run Runs a program in the
 *   host, past the network; as root unless another user is named. Never rejects because of what the program does.
 * @property {(argv: readonly string[]) => import("node:child_process").ChildProcess} startBeside Starts a program of this machine in
 *   the network of the host, with pipes. It is to end with its standard input; it ends with the set in any case.
 * @property {(publicKeyLine: string) => Promise<void>} authorize Lets a key in, for root and `deploy`.
 * @property {(path: string) => Promise<string>} readFile Rejects where there is none.
 * @property {() => Promise<void>} stop Pulls the plug; the disk stays. Does nothing to a host that is stopped.
 * @property {() => Promise<void>} start Also activates its system profile, if it has one. Ready when SSH answers.
 * @property {() => Promise<void>} reinstall Another machine at the same address: new keys, empty store, nobody let in.
 * @property {() => Promise<void>} cutNetwork
 * @property {() => Promise<void>} restoreNetwork
 * @property {() => Promise<void>} fillDisk To the last byte: /nix, /var and everything but /run and /tmp.
 * @property {() => Promise<void>} freeDisk
 */

/**
 * @typedef {object} Ran
 * @property {number} exitCode
 * @property {string} stdout
 * @property {string} stderr
 */

const secondsToStart = 30;

/**
 * A host of a running set.
 *
 * @param {number} pid The set's process.
 * @param {string} name
 * @param {string} ipv4
 * @returns {Promise<TestHost>}
 */
export async function openHost(pid, name, ipv4) {
  let hostPublicKey = "";
  /** @type {(verb: string, input?: string) => Promise<void>} */
  const tell = async (verb, input) => {
    const { code, stderr } = await callSet(pid, verb, [name], input);
    if (code !== 0) throw new Error(`${verb} ${name}: ${lastLine(stderr)}`);
  };
  /** @type {TestHost["run"]} */
  const run = async (argv, { input, user = "root" } = {}) => {
    const { code, stdout, stderr } = await callSet(pid, "enter", [name, user, ...argv], input);
    return { exitCode: code, stdout, stderr };
  };
  /** @type {(argv: readonly string[]) => Promise<string>} */
  const must = async (argv) => {
    const { exitCode, stdout, stderr } = await run(argv);
    if (exitCode !== 0) throw new Error(`${argv.join(" ")} on ${name}: ${lastLine(stderr)}`);
    return stdout;
  };
  const untilSshAnswers = async () => {
    const ask = ["bash", "-c", "read -r said </dev/tcp/127.0.0.1/22 && [[ $said == SSH-* ]]"];
    for (const deadline = Date.now() + secondsToStart * 1000; (await run(ask)).exitCode !== 0; await nextTry()) {
      if (Date.now() < deadline) continue;
      throw new Error(`${name} does not start: ${(await callSet(pid, "console", [name])).stdout}`);
    }
  };
  const start = async () => {
    await tell("start");
    await untilSshAnswers();
    const line = await must(["cat", "/etc/ssh/ssh_host_ed25519_key.pub"]);
    hostPublicKey = line.split(" ").slice(0, 2).join(" ").trim();
  };
  await start();
  return {
    name,
    ipv4,
    sshPort: 22,
    get hostPublicKey() {
      return hostPublicKey;
    },
    run,
    startBeside: (argv) => spawn("nsenter", nsenterArguments(pid, "beside", [name, ...argv]), { stdio: "pipe" }),
    authorize: (line) => tell("authorize", `${line.trim()}\n`),
    readFile: (path) => must(["cat", "--", path]),
    stop: () => tell("stop"),
    start,
    reinstall: async () => {
      await tell("stop");
      await tell("erase");
      await start();
    },
    cutNetwork: () => tell("cut"),
    restoreNetwork: () => tell("restore"),
    fillDisk: () => tell("fill"),
    freeDisk: () => tell("free"),
  };
}

const nextTry = () => new Promise((resolve) => setTimeout(resolve, 30));
