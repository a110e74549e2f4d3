import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../../scripts/lib/run.mjs";
import { hostsProblem, startHosts, type TestHost, type TestHosts } from "./index.ts";

const problem = await hostsProblem();
const why = problem === null ? "" : ` (skipped: ${problem})`;

describe.skipIf(problem !== null)(`test hosts${why}`, () => {
  let hosts: TestHosts;
  let folder: string;
  let alpha: TestHost;
  let beta: TestHost;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "allotment-hosts-"));
    await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", path.join(folder, "key")]);
    hosts = await startHosts({ set: "own-tests", names: ["alpha", "beta"], diskMiB: 32 });
    [alpha, beta] = [hosts.host("alpha"), hosts.host("beta")];
    await hosts.authorize(await readFile(path.join(folder, "key.pub"), "utf8"));
  });

  afterAll(async () => {
    await hosts?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs a command on a host over SSH, with a host key that was pinned before. */
  async function ssh(host: TestHost, user: string, command: string, hostPublicKey = host.hostPublicKey) {
    const known = path.join(folder, "known-hosts");
    await writeFile(known, `${host.ipv4} ${hostPublicKey}\n`);
    const settings = [
      "BatchMode=yes",
      "StrictHostKeyChecking=yes",
      `UserKnownHostsFile=${known}`,
      "GlobalKnownHostsFile=/dev/null",
      "IdentitiesOnly=yes",
      "ConnectTimeout=2",
    ].flatMap((setting) => ["-o", setting]);
    const target = ["-i", path.join(folder, "key"), `${user}@${host.ipv4}`, command];
    return await run("ssh", ["-F", "/dev/null", ...settings, ...target]);
  }

  test("are reached over SSH by the key that was let in, as root and as somebody who may become it", async () => {
    expect(await ssh(alpha, "root", "hostname; id -un")).toMatchObject({ code: 0, stdout: "alpha\nroot\n" });
    expect(await ssh(beta, "deploy", "hostname; id -un; sudo -n id -un")).toMatchObject({
      code: 0,
      stdout: "beta\ndeploy\nroot\n",
    });
  });

  test("have a host key each, and are not taken for another", async () => {
    const outcome = await ssh(alpha, "root", "true", beta.hostPublicKey);
    expect(outcome.code).toBe(255);
    expect(outcome.stderr).toContain("Host key verification failed");
  });

  test("find each other by name and this machine by its address", async () => {
    const said = await alpha.run(["bash", "-c", "read -r line </dev/tcp/beta/22; echo $line"]);
    expect(said.stdout).toMatch(/^SSH-2\.0/);
    expect((await alpha.run(["ip", "route", "get", hosts.machineIpv4])).stdout).toContain("dev eth0");
  });

  test("have files, store and processes of their own", async () => {
    await alpha.run(["sh", "-c", "cat >/var/note"], { input: "alpha's" });
    expect(await alpha.readFile("/var/note")).toBe("alpha's");
    expect((await beta.run(["cat", "/var/note"])).exitCode).toBe(1);
    const stored = await alpha.run(["nix-store", "--add", "/var/note"]);
    expect((await alpha.run(["cat", stored.stdout.trim()], { user: "deploy" })).stdout).toBe("alpha's");
    expect((await beta.run(["nix-store", "--check-validity", stored.stdout.trim()])).exitCode).not.toBe(0);
    expect((await beta.run(["cat", "/proc/1/cmdline"])).stdout).toContain("init.sh");
    expect(await beta.readFile("/etc/machine-id")).not.toBe(await alpha.readFile("/etc/machine-id"));
  });

  test("have a disk that can be full, and is full after a start too", async () => {
    await beta.fillDisk();
    expect((await beta.run(["sh", "-c", "echo note >/var/note"])).exitCode).not.toBe(0);
    const stored = await beta.run(["nix-store", "--add", "/etc/passwd"]);
    expect(stored.exitCode).not.toBe(0);
    expect(stored.stderr).toMatch(/No space left on device|database or disk is full/);
    await beta.stop();
    await beta.start();
    expect((await beta.run(["sh", "-c", "echo note >/var/note"])).exitCode).not.toBe(0);
    await beta.freeDisk();
    expect((await beta.run(["nix-store", "--add", "/etc/passwd"])).exitCode).toBe(0);
  });

  test("have a network cable that can be pulled", async () => {
    await beta.cutNetwork();
    expect((await ssh(beta, "root", "true")).code).toBe(255);
    expect((await ssh(alpha, "root", "true")).code).toBe(0);
    await beta.restoreNetwork();
    await expect.poll(async () => (await ssh(beta, "root", "true")).code, { timeout: 10_000 }).toBe(0);
  });

  test("keep their disk when they are started again, and activate the system they were given", async () => {
    const system = "/nix/var/nix/profiles/system";
    const script = `mkdir -p ${system}/bin; cat >${system}/bin/switch-to-configuration; chmod +x ${system}/bin/*`;
    await alpha.run(["sh", "-c", script], { input: "#!/bin/sh\necho $1 >/run/activated\n" });
    const bootBefore = await alpha.readFile("/proc/sys/kernel/random/boot_id");
    const { hostPublicKey } = alpha;
    await alpha.stop();
    expect((await ssh(alpha, "root", "true")).code).toBe(255);
    await alpha.start();
    expect(alpha.hostPublicKey).toBe(hostPublicKey);
    expect((await ssh(alpha, "root", "true")).code).toBe(0);
    await expect.poll(async () => (await alpha.run(["cat", "/run/activated"])).stdout).toBe("test\n");
    expect(await alpha.readFile("/proc/sys/kernel/random/boot_id")).not.toBe(bootBefore);
  });

  test("are others after they were installed anew", async () => {
    const { hostPublicKey } = beta;
    await beta.run(["sh", "-c", "echo note >/var/note"]);
    await beta.reinstall();
    expect(beta.hostPublicKey).not.toBe(hostPublicKey);
    expect((await ssh(beta, "root", "true", hostPublicKey)).stderr).toContain("Host key verification failed");
    expect((await ssh(beta, "root", "true")).stderr).toContain("Permission denied");
    expect((await beta.run(["cat", "/var/note"])).exitCode).toBe(1);
  });
});
