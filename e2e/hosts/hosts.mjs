import { callSet } from "./folder.mjs";
import { hostsProblem } from "./base.mjs";
import { openHost } from "./host.mjs";
import { startSet, stopSet } from "./sets.mjs";

/** @typedef {import("./host.mjs").TestHost} TestHost */

/**
 * @typedef {object} TestHosts
 * @property {readonly TestHost[]} all In the order of their names as given.
 * @property {(name: string) => TestHost} host Throws where there is none of that name.
 * @property {string} machineIpv4 Where the hosts find servers of this machine.
 * @property {(publicKeyLine: string) => Promise<void>} authorize Lets a key into all of them.
 * @property {(name: string, number: number) => Promise<TestHost>} add Starts one more, whose address ends in 10 + number (up to 244).
 * @property {() => Promise<void>} remove Ends all of them and everything they have.
 */

/** More than tests write, and little to fill. */
const usualDiskMiB = 256;

/**
 * Starts hosts in a network of their own; each of them can be reached from this machine and from the others. They end with this
 * process, however it ends, unless they stay.
 *
 * @param {object} wanted
 * @param {string} wanted.set For people: what these hosts are for. Two sets of one name are two sets.
 * @param {readonly string[]} wanted.names Host names.
 * @param {number} [wanted.diskMiB] Of each host; it is memory of this machine as far as it is used.
 * @param {boolean} [wanted.stays]
 * @returns {Promise<TestHosts>}
 * @throws {Error} Where this machine cannot; see `hostsProblem`.
 */
export async function startHosts({ set, names, diskMiB = usualDiskMiB, stays = false }) {
  const problem = await hostsProblem();
  if (problem !== null) throw new Error(problem);
  const running = await startSet(set, { stays });
  try {
    for (const [index, name] of names.entries()) await add(running.pid, name, index + 1, diskMiB);
    const all = await Promise.all(
      names.map((name, index) => openHost(running.pid, name, addressOf(running.ipv4, index + 1))),
    );
    return handle(all, running, diskMiB);
  } catch (error) {
    await stopSet(running);
    throw error;
  }
}

/** @type {(machineIpv4: string, number: number) => string} */
const addressOf = (machineIpv4, number) => machineIpv4.replace(/\.1$/, `.${10 + number}`);

/**
 * @param {number} pid
 * @param {string} name
 * @param {number} number
 * @param {number} diskMiB
 */
async function add(pid, name, number, diskMiB) {
  if (!/^[a-z][a-z0-9-]{0,40}$/.test(name)) throw new Error(`A host cannot be called ${name}.`);
  const { code, stderr } = await callSet(pid, "add", [name, String(number), String(diskMiB)]);
  if (code !== 0) throw new Error(`${name} could not be made: ${stderr}`);
}

/**
 * @param {TestHost[]} all
 * @param {Awaited<ReturnType<typeof startSet>>} running
 * @param {number} diskMiB
 * @returns {TestHosts}
 */
function handle(all, running, diskMiB) {
  return {
    all,
    host: (name) => {
      const found = all.find((host) => host.name === name);
      if (found === undefined) throw new Error(`There is no test host ${name}.`);
      return found;
    },
    machineIpv4: running.ipv4,
    authorize: async (line) => void (await Promise.all(all.map((host) => host.authorize(line)))),
    add: async (name, number) => {
      await add(running.pid, name, number, diskMiB);
      return await openHost(running.pid, name, addressOf(running.ipv4, number));
    },
    remove: () => stopSet(running),
  };
}
