/** A last backup that hangs on its machine. systemd is a stand-in: what it says of the backup is in a file. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { StepContext, StepResult } from "@allotment/engine";
import type { Description } from "@allotment/model";
import { createNixosSsh } from "@allotment/orchestrators";
import { PhaseRun, type PhaseGround } from "@allotment/orchestrators/testing";
import { makePlan } from "@allotment/planner";
import { plainInstance, sampleConfiguration, sampleInput } from "@allotment/planner/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../../scripts/lib/run.mjs";
import { hostsProblem, startHosts, type TestHosts } from "./index.ts";
import { environmentOn, must } from "./sample-hosts.ts";

const problem = await hostsProblem();
const why = problem === null ? "" : ` (skipped: ${problem})`;

const systemctl = `#!/bin/sh
case $1 in
  start) mv /srv/next /srv/unit && echo start >>/srv/asked ;;
  *) cat /srv/unit ;;
esac
`;
const journalctl = `#!/bin/sh
cat /srv/log
`;

describe.skipIf(problem !== null)(`a last backup on a host${why}`, { timeout: 60_000 }, () => {
  let hosts: TestHosts;
  let folder: string;
  let ground: PhaseGround;
  let deployed: Description;
  const one = () => hosts.host("one");
  /** How the backup is now, or, of `next`, how it is once it was started. */
  const unitIs = (active: string, result: string, invocation: string, file = "unit") => {
    const lines = ["LoadState=loaded", `ActiveState=${active}`, `Result=${result}`, `InvocationID=${invocation}`];
    return must(one(), ["sh", "-c", `cat >/srv/${file}.new && mv /srv/${file}.new /srv/${file}`], lines.join("\n"));
  };
  const hangsOnceStarted = (invocation: string) => unitIs("activating", "success", invocation, "next");
  const starts = async () => (await one().readFile("/srv/asked")).split("\n").filter((verb) => verb === "start").length;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "allotment-back-up-"));
    const keyFile = path.join(folder, "key");
    await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", keyFile]);
    hosts = await startHosts({ set: "back-up", names: ["one"] });
    await hosts.authorize(await readFile(`${keyFile}.pub`, "utf8"));
    const files = { "/usr/local/bin/systemctl": systemctl, "/usr/local/bin/journalctl": journalctl, "/srv/asked": "" };
    for (const [file, text] of Object.entries(files)) await must(one(), ["tee", file], text);
    await must(one(), ["sh", "-c", "chmod 755 /usr/local/bin/*"]);
    const own = environmentOn(one(), { orchestrator: "nixos-ssh" });
    const machines = Object.entries(own.offers.machine ?? {});
    const nixos = machines.map(([name, machine]) => [name, { ...machine, hardware: { preset: "existing" as const } }]);
    const environment = { ...own, offers: { ...own.offers, machine: Object.fromEntries(nixos) } };
    ground = {
      orchestrator: createNixosSsh({ folder: path.join(folder, "data"), keyFile, env: {} }),
      environment,
      treeOf: async () => ({ folder: "/nowhere", commit: "0".repeat(40) }),
    };
    const configuration = sampleConfiguration({ talk: plainInstance("snac", 10) });
    const { description, diagnostics } = makePlan(sampleInput({ configuration, environment }));
    if (description === null) throw new Error(JSON.stringify(diagnostics));
    deployed = description;
  }, 60_000);
  afterAll(async () => {
    await hosts?.remove();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  function take(name: string, change: Partial<StepContext> = {}): Promise<StepResult> {
    return new PhaseRun(ground, deployed, name, {}).phase("backUp", { deployed, ...change });
  }

  test("that hangs is waited for no longer than the run may, and the next who asks finds it going on", async () => {
    await unitIs("inactive", "success", "before");
    await hangsOnceStarted("hanging");
    const stop = new AbortController();
    const taking = take("first", { signal: stop.signal });
    await expect.poll(starts, { timeout: 10_000 }).toBe(1);
    stop.abort(new Error("its time is over"));
    await expect(taking).rejects.toThrow("its time is over");
    const again = take("first", { fencing: 11 });
    await must(one(), ["tee", "/srv/log"], "snapshot 1a2b3c4d saved\n");
    await unitIs("inactive", "success", "hanging");
    const snapshots = { talk: { machine: "one", snapshot: "1a2b3c4d" } };
    expect(await again).toEqual({ kind: "done", facts: { snapshots } });
    expect(await starts()).toBe(1);
  });

  test("that the machine ended is none: its last words are told, and it may be tried again", async () => {
    await hangsOnceStarted("too long");
    const taking = take("second", { fencing: 20 });
    await expect.poll(starts, { timeout: 10_000 }).toBe(2);
    await must(one(), ["tee", "/srv/log"], "start operation timed out. Terminating.\n");
    await unitIs("failed", "timeout", "too long");
    const result = await taking;
    expect(result).toMatchObject({
      kind: "failed",
      failure: { code: "backup-failed", params: { name: "talk", machine: "one" }, retryable: true },
    });
    expect(JSON.stringify(result)).toContain("start operation timed out");
    await hangsOnceStarted("once more");
    const again = take("second", { fencing: 21 });
    await expect.poll(starts, { timeout: 10_000 }).toBe(3);
    await must(one(), ["tee", "/srv/log"], "snapshot 5e6f7a8b saved\n");
    await unitIs("inactive", "success", "once more");
    expect(await again).toMatchObject({ kind: "done", facts: { snapshots: { talk: { snapshot: "5e6f7a8b" } } } });
  });
});
