import { spawn } from "node:child_process";
import { once } from "node:events";
import { lastLine, run } from "../../scripts/lib/run.mjs";
import { callSet, unshareArguments } from "./folder.mjs";
import { freeSubnets } from "./subnets.mjs";

/**
 * @typedef {object} RunningSet
 * @property {string} name
 * @property {number} pid The process whose end is the end of the set.
 * @property {string} interfaceName This machine's interface in the set's network.
 */

/**
 * Starts a set without hosts.
 *
 * @param {string} name
 * @param {{ stays: boolean }} options `stays`: it goes on when this process ends, until it is stopped by name; otherwise it ends
 *   with this process, however that ends.
 * @returns {Promise<RunningSet & { ipv4: string }>} `ipv4` is this machine's address in it.
 */
export async function startSet(name, { stays }) {
  if (!/^[a-z][a-z0-9-]{0,40}$/.test(name)) throw new Error(`A set cannot be called ${name}.`);
  for (const { subnet, interfaceName } of await freeSubnets()) {
    const pid = await hold([interfaceName, subnet, name], stays);
    if (pid !== undefined) return { name, pid, interfaceName, ipv4: `${subnet}.1` };
  }
  throw new Error("All subnets for test hosts are taken.");
}

/**
 * @param {readonly string[]} argv
 * @param {boolean} stays
 * @returns {Promise<number | undefined>} The set's process; undefined when the subnet is taken.
 */
async function hold(argv, stays) {
  const wait = stays ? "sleep infinity" : "cat";
  const child = spawn("unshare", unshareArguments("hold", [...argv, wait]), { detached: true, stdio: "pipe" });
  let stdout = "";
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
  child.stdout.setEncoding("utf8");
  const ended = once(child, "close");
  const ready = new Promise((resolve) => child.stdout.on("data", (text) => resolve((stdout += text))));
  await Promise.race([ready, ended]);
  const pid = Number(/^ready (\d+)$/m.exec(stdout)?.[1] ?? 0);
  if (pid === 0 && child.exitCode === 17) return undefined;
  if (pid === 0) throw new Error(`The set of test hosts could not be started: ${lastLine(stderr)}`);
  // Its standard input stays open as long as this process lives, without keeping it alive.
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) {
    if ("unref" in stream && typeof stream.unref === "function") stream.unref();
  }
  return pid;
}

/**
 * All sets on this machine, whoever started them. The network interface of a set is the record of it.
 *
 * @returns {Promise<RunningSet[]>}
 */
export async function runningSets() {
  const { stdout } = await run("ip", ["-json", "link", "show"]);
  /** @type {{ ifname: string, ifalias?: string }[]} */
  const links = JSON.parse(stdout || "[]");
  return links.flatMap(({ ifname, ifalias = "" }) => {
    const [, name = "", pid = ""] = /^allotment-test-hosts (\S+) (\d+)$/.exec(ifalias) ?? [];
    return name === "" ? [] : [{ name, pid: Number(pid), interfaceName: ifname }];
  });
}

/**
 * Ends a set and waits until nothing of it is left. Stopping one that has ended does nothing.
 *
 * @param {RunningSet} set
 * @returns {Promise<void>}
 */
export async function stopSet({ name, pid, interfaceName }) {
  const isThere = async () =>
    (await runningSets()).some((set) => set.interfaceName === interfaceName && set.pid === pid);
  if (!(await isThere())) return;
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself just now.
  }
  for (const deadline = Date.now() + 20_000; await isThere(); await new Promise((next) => setTimeout(next, 20))) {
    if (Date.now() > deadline) throw new Error(`The set ${name} does not end (process ${pid}).`);
  }
}

/**
 * @param {RunningSet} set
 * @returns {Promise<{ name: string, ipv4: string }[]>} Its hosts.
 */
export async function hostsOfSet({ pid }) {
  const { stdout } = await callSet(pid, "list");
  return [...stdout.matchAll(/^(\S+) (\S+)$/gm)].map(([, name = "", ipv4 = ""]) => ({ name, ipv4 }));
}
