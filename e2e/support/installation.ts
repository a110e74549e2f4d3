import { test } from "@playwright/test";
import { startAllotment, type Started } from "../../scripts/lib/started.mjs";

let running: Started | undefined;

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
 */
export function freshInstallation(prepare: () => Promise<void> = async () => undefined): void {
  test.beforeAll(async () => {
    running = await startAllotment();
    await prepare();
  });
  test.afterAll(async () => {
    const code = (await running?.stop()) ?? 0;
    running = undefined;
    if (code !== 0) throw new Error(`Allotment did not stop cleanly: exit code ${code}.`);
  });
}
