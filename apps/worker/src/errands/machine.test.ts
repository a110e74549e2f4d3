import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hostsProblem, startHosts, type TestHosts } from "../../../../e2e/hosts/index.ts";
import { machineScan } from "./machine-scan.ts";
import { machineTest } from "./machine-test.ts";
import { errandScene, type ErrandScene } from "./testing/errand-scene.ts";

const problem = await hostsProblem();
const why = problem === null ? "" : ` (skipped: ${problem})`;

describe.skipIf(problem !== null)(`errands about machines, on test hosts${why}`, () => {
  let hosts: TestHosts;
  let scene: ErrandScene;
  beforeAll(async () => {
    scene = await errandScene();
    hosts = await startHosts({ set: "errands", names: ["amber"] });
  });
  afterAll(async () => {
    await hosts?.remove();
    await scene.close();
  });

  const amber = () => hosts.host("amber");
  const place = () => ({ machine: "amber", address: amber().ipv4, port: amber().sshPort });

  async function test(change: Partial<Parameters<typeof machineTest>[0]["input"]> = {}) {
    const input = { ...place(), user: "root", hostPublicKey: amber().hostPublicKey, ...change };
    const result = await machineTest(scene.errand("machine-test", input), scene.context);
    return { ...result, outcomes: Object.fromEntries(result.checks.map(({ code, outcome }) => [code, outcome])) };
  }

  it("read the host key that the machine has", async () => {
    const { ok, key } = await machineScan(scene.errand("machine-scan", place()), scene.context);
    expect(ok).toBe(true);
    expect(key?.hostPublicKey).toBe(amber().hostPublicKey.split(" ").slice(0, 2).join(" "));
    const said = await amber().run(["ssh-keygen", "-lf", "/etc/ssh/ssh_host_ed25519_key.pub"]);
    expect(said.stdout).toContain(key?.fingerprint);
  });

  it("say that nothing answers where nothing does", async () => {
    const nowhere = { ...place(), port: 4 };
    const { ok, key } = await machineScan(scene.errand("machine-scan", nowhere), scene.context);
    expect({ ok, key }).toEqual({ ok: false, key: null });
    expect((await test({ port: 4 })).outcomes).toEqual({ "machine-reached": "wrong" });
  });

  it("tell a machine that does not let the worker in from one that does, and what it is", async () => {
    expect((await test()).outcomes).toMatchObject({ "machine-host-key": "ok", "machine-login": "wrong" });
    await hosts.authorize(scene.sshPublicKey);
    const { ok, outcomes, facts } = await test();
    expect(outcomes).toEqual({
      "machine-reached": "ok",
      "machine-host-key": "ok",
      "machine-login": "ok",
      "machine-root": "ok",
      "machine-nix": "ok",
      "machine-nixos": "missing",
      "machine-size": "ok",
    });
    expect(ok).toBe(true);
    expect(facts).toMatchObject({ nixos: false, nixVersion: expect.stringMatching(/^2\./) });
    expect(facts?.memoryMiB).toBeGreaterThan(100);
  });

  it("work as a user who may use sudo, and say so of one who may not", async () => {
    expect((await test({ user: "deploy" })).ok).toBe(true);
    const rules = await amber().run(["sh", "-c", "grep -rl deploy /etc/sudoers /etc/sudoers.d"]);
    await amber().run(["rm", ...rules.stdout.trim().split("\n")]);
    const { outcomes, facts } = await test({ user: "deploy" });
    expect(outcomes).toMatchObject({ "machine-login": "ok", "machine-root": "wrong" });
    expect(facts).toBeNull();
  });

  it("send nothing to a machine that has another key", async () => {
    const { ok, outcomes } = await test({ hostPublicKey: `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${"A".repeat(43)}` });
    expect(ok).toBe(false);
    expect(outcomes).toEqual({ "machine-reached": "ok", "machine-host-key": "wrong" });
  });
});
