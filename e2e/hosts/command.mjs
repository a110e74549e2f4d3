// Test hosts by hand. They stay until they are stopped, or this machine is.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { provideHosts } from "./provide.mjs";
import { removeBase } from "./base.mjs";
import { callSet, nsenterArguments } from "./folder.mjs";
import { startHosts } from "./hosts.mjs";
import { hostsOfSet, runningSets, stopSet } from "./sets.mjs";

const usage = `node e2e/hosts/command.mjs up SET HOST …        starts hosts, after making the root they share
node e2e/hosts/command.mjs list                 what runs
node e2e/hosts/command.mjs enter SET HOST       a shell as root
node e2e/hosts/command.mjs authorize SET FILE   lets the public key in FILE in, as root and deploy
node e2e/hosts/command.mjs down SET             stops a set
node e2e/hosts/command.mjs remove               stops all sets and removes what is kept between runs`;

/** @type {(line: string) => void} */
const say = (line) => console.log(line);

/**
 * @param {string} name
 * @returns {Promise<import("./sets.mjs").RunningSet>}
 */
async function setCalled(name) {
  const found = (await runningSets()).find((set) => set.name === name);
  if (found === undefined) throw new Error(`No set of test hosts is called ${name}.`);
  return found;
}

/** @type {Record<string, (...argv: string[]) => Promise<void>>} */
const commands = {
  up: async (set = "", ...names) => {
    const problem = await provideHosts(say);
    if (problem !== null) throw new Error(problem);
    if ((await runningSets()).some(({ name }) => name === set)) throw new Error(`${set} is up already.`);
    const { all } = await startHosts({ set, names, stays: true });
    for (const { name, ipv4, hostPublicKey } of all) say(`${name}  ${ipv4}  ${hostPublicKey}`);
    say(`Let your key in:  node e2e/hosts/command.mjs authorize ${set} ~/.ssh/id_ed25519.pub`);
    say(`Then:             ssh root@${all[0]?.ipv4 ?? "ADDRESS"}  (or deploy@…)`);
  },
  list: async () => {
    for (const set of await runningSets()) {
      const hosts = await hostsOfSet(set);
      say(`${set.name}  ${hosts.map(({ name, ipv4 }) => `${name} ${ipv4}`).join("  ")}`);
    }
  },
  enter: async (set = "", host = "") => {
    const { pid } = await setCalled(set);
    await once(spawn("nsenter", nsenterArguments(pid, "enter", [host, "root", "bash"]), { stdio: "inherit" }), "close");
  },
  authorize: async (set = "", file = "") => {
    const [running, line] = [await setCalled(set), await readFile(file, "utf8")];
    for (const { name } of await hostsOfSet(running)) await callSet(running.pid, "authorize", [name], line);
  },
  down: async (set = "") => await stopSet(await setCalled(set)),
  remove: async () => {
    for (const set of await runningSets()) await stopSet(set);
    await removeBase();
  },
};

const [verb = "", ...argv] = process.argv.slice(2);
const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined;
try {
  if (command === undefined) throw new Error(usage);
  await command(...argv);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
