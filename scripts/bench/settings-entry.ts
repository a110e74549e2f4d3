import type { TestHosts } from "../../e2e/hosts/index.ts";
import { must } from "../../e2e/hosts/sample-hosts.ts";
import { snacGround } from "../../e2e/hosts/snac-ground.ts";

/** Where the time of one change of settings went, in milliseconds. */
export interface SettingsTimes {
  /** The whole step: login, fencing, the command, and back. */
  readonly total: number;
  /** What setting takes on the machine itself. */
  readonly command: number;
}

/** Deploys a snac to the host `one` and changes its title so many times. */
export async function settingsTimes(hosts: TestHosts, nixFolder: string, times: number): Promise<SettingsTimes[]> {
  const ground = await snacGround(hosts, nixFolder);
  const host = hosts.host("one");
  const domain = "talk.choir.example";
  await ground.deploy(ground.planned({ domain, title: "Choir" }));
  const all: SettingsTimes[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    const wanted = ground.planned({ domain, title: `Title ${turn}` });
    const begun = performance.now();
    const result = await ground.set(wanted);
    const total = performance.now() - begun;
    if (result.kind !== "done") throw new Error(JSON.stringify(result));
    const inputs = wanted.instances["talk"]?.commands.map(({ input }) => ({ ...input, title: `Again ${turn}` }));
    const timed = `began=$(date +%s%N); allotment-settings apply talk; echo $((($(date +%s%N) - began) / 1000000))`;
    const script = `PATH=/run/current-system/sw/bin:$PATH; export PATH; ${timed}`;
    const command = Number((await must(host, ["sh", "-c", script], JSON.stringify(inputs))).trim());
    all.push({ total, command });
  }
  return all;
}
