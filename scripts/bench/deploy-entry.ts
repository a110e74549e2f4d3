import type { Phase } from "@allotment/engine";
import { timedOutside } from "@allotment/orchestrators/testing";
import type { TestHost, TestHosts } from "../../e2e/hosts/index.ts";
import { behaviours, scriptedGround } from "../../e2e/hosts/scripted.ts";

/** Where the time of one deployment went, in milliseconds. */
export interface DeploymentTimes {
  readonly total: number;
  /** What Nix took: evaluating, building, reading sizes, copying. */
  readonly nix: number;
  /** What switching took, by the machine's own clock. */
  readonly switching: number;
  /** From the order to switch to the confirmation over a new connection, by the machine's own clock. */
  readonly activation: number;
}

const phases: readonly Phase[] = ["provision", "evaluate", "build", "copy", "activate", "verify"];

/** Switches for a while, as a real system does, and notes how long that took. */
function switching(seconds: number): string {
  const note = "echo $((($(date +%s%N) - began) / 1000000)) >/run/switched";
  return `began=$(date +%s%N); sleep ${seconds}; ${behaviours.works}; ${note}`;
}

/** Deploys over SSH to one host, whose new system takes so many seconds to switch. */
export async function deployOnce(
  hosts: TestHosts & { readonly all: readonly [TestHost] },
  nixFolder: string,
  switchSeconds: number,
): Promise<DeploymentTimes> {
  const { outside, milliseconds } = timedOutside();
  const ground = (await scriptedGround(hosts, nixFolder)).changed({ outside });
  const [host] = hosts.all;
  const system = { behaviour: switching(switchSeconds), greeting: `at ${Date.now()}`, ballastBytes: 5_000_000 };
  const name = `bench-${Date.now()}`;
  const run = await ground.run(name, { [host.name]: system });
  const begun = performance.now();
  for (const phase of phases) {
    const result = await run.phase(phase);
    if (result.kind !== "done") throw new Error(`the deployment ended in ${phase}: ${JSON.stringify(result)}`);
  }
  const total = performance.now() - begun;
  const switched = Number(await host.readFile("/run/switched"));
  return { total, nix: milliseconds(), switching: switched, activation: await activationOf(host, name) };
}

/**
 * Reads it off the machine's record of an activation: it says when it began, in hundredths of a second since the machine's
 * start, and was written for the last time when the confirmation came.
 */
async function activationOf(host: TestHost, activation: string): Promise<number> {
  const record = `/var/lib/allotment/activations/${activation}/record`;
  const { stdout } = await host.run([
    "sh",
    "-c",
    `stat -c %.Y ${record}; date +%s.%N; cut -d' ' -f1 /proc/uptime; sed -n 's/^began=[^ ]* //p' ${record}`,
  ]);
  const [written = 0, now = 0, sinceStart = 0, began = 0] = stdout.trim().split("\n").map(Number);
  return Math.round((written - (now - sinceStart + began / 100)) * 1000);
}
