import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { descendants } from "../../scripts/lib/memory.mjs";
import { startAllotment, type Started } from "../../scripts/lib/started.mjs";

let running: Started | undefined;
let env: NodeJS.ProcessEnv = {};

/** The installation of the file whose tests run now. @throws Error where a file forgot to start one */
export function installation(): Started {
  if (running === undefined) throw new Error("This file has no installation: call freshInstallation() at its top.");
  return running;
}

/** Its address; undefined before it was started, when Playwright already asks for the base of all addresses. */
export function addressIfStarted(): string | undefined {
  return running?.address;
}

/** The link that was printed for the first account. @throws Error when there is an account already */
export function setupLink(): string {
  const link = installation().setupLink;
  if (link === undefined) throw new Error("No link was printed.");
  return link;
}

/**
 * Gives the tests of the calling file an Allotment of their own, with an empty data folder, a free port of this machine and
 * a worker. It stops when they are over, also when one failed; not stopping cleanly is a failure itself.
 *
 * @param prepare what to make in it before the first test
 * @param surroundings what has to be there before it starts; gives what it finds in its environment
 */
export function freshInstallation(
  prepare: () => Promise<void> = async () => undefined,
  surroundings: () => Promise<NodeJS.ProcessEnv> = async () => ({}),
): void {
  let dataFolder = "";
  test.beforeAll(async () => {
    dataFolder = await mkdtemp(path.join(tmpdir(), "allotment-e2e-"));
    env = await surroundings();
    running = await startAllotment({ dataFolder, env });
    await prepare();
  });
  test.afterAll(async () => {
    const code = (await running?.stop()) ?? 0;
    running = undefined;
    await rm(dataFolder, { recursive: true, force: true });
    if (code !== 0) throw new Error(`Allotment did not stop cleanly: exit code ${code}.`);
  });
}

/** Ends the worker as a crash would, in the middle of whatever it does. Allotment then stops altogether, and says so. */
export async function crashWorker(): Promise<void> {
  const { pid = 0, stop } = installation();
  for (const child of await descendants(pid)) {
    const command = await readFile(`/proc/${child}/cmdline`, "utf8").catch(() => "");
    if (command.includes("worker.mjs")) process.kill(child, "SIGKILL");
  }
  await expect.poll(() => existsSync(`/proc/${pid}`), { message: "Allotment is still there" }).toBe(false);
  if ((await stop()) === 0) throw new Error("Allotment did not notice that its worker is gone.");
}

/** Starts the installation again, with the data and at the address that it had. */
export async function startAgain(): Promise<void> {
  const { dataFolder, port } = installation();
  running = await startAllotment({ dataFolder, port, env });
}
