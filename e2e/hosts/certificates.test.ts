/** Certificates on a machine without NixOS, from two authorities that look at a real DNS. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { connect } from "node:tls";
import type { Description, Environment } from "@allotment/model";
import { createNixosSsh } from "@allotment/orchestrators";
import { PhaseRun } from "@allotment/orchestrators/testing";
import { plainInstance } from "@allotment/planner/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { run } from "../../scripts/lib/run.mjs";
import { hostsProblem, startHosts, startServices, type TestHost, type TestHosts, type TestServices } from "./index.ts";
import { deployMinimal } from "./minimal-system.ts";
import { environmentOn, must } from "./sample-hosts.ts";

const problem = await hostsProblem();
const why = problem === null ? "" : ` (skipped: ${problem})`;
const applications = { hello: plainInstance("hello", 10) };
const soon = { timeout: 30_000, interval: 200 };

describe.skipIf(problem !== null)(`certificates on a machine without NixOS${why}`, { timeout: 90_000 }, () => {
  const name = "hello.choir.example";
  let hosts: TestHosts;
  let services: TestServices;
  let one: TestHost;
  let description: Description;
  let folder: string;

  beforeAll(async () => {
    hosts = await startHosts({ set: "certificates", names: ["one"], diskMiB: 64 });
    one = hosts.host("one");
    folder = await mkdtemp(path.join(tmpdir(), "allotment-certificates-"));
    await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", path.join(folder, "key")]);
    await hosts.authorize(await readFile(path.join(folder, "key.pub"), "utf8"));
    services = await startServices(hosts, { zones: ["choir.example"], certificateSeconds: 3600 });
    // Tries again after 2, 4, 8 … seconds.
    await must(one, ["tee", "/etc/default/allotment-certificates"], "first_wait=2 pause=0.2\n");
    await deploy();
  }, 90_000);
  afterAll(async () => {
    await services?.stop();
    await hosts?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  /** Nothing was asked yet, and the machine has a certificate of its own making. */
  beforeEach(async () => {
    await one.freeDisk();
    for (const authority of [staging(), production()]) authority.allow();
    await services.dns.remove(name);
    await forget();
  });

  const staging = () => services.acme.staging;
  const production = () => services.acme.production;
  const pointHere = () => services.dns.set(name, "A", [one.ipv4]);

  async function deploy(publicNames = true): Promise<void> {
    description = await deployMinimal(one, { applications, environment: environmentWith(publicNames) });
  }

  function environmentWith(publicNames: boolean): Environment {
    const certificates = {
      acmeEmail: "us@choir.example",
      acmeServer: production().directory,
      acmeStagingServer: staging().directory,
    };
    const sample = environmentOn(one, { publicNames, orchestrator: "nixos-ssh" });
    return { ...sample, offers: { ...sample.offers, "http-ingress": { certificates } } };
  }

  async function forget(): Promise<void> {
    const system = "/nix/var/nix/profiles/system";
    await must(one, ["sh", "-c", `${system}/deactivate && rm -rf /var/lib/allotment /run/allotment/certificates`]);
    await must(one, [`${system}/bin/switch-to-configuration`, "test"]);
  }

  /** What `allotment-certificates status` says of the one host. */
  async function status() {
    const said = await must(one, ["/run/current-system/sw/bin/allotment-certificates", "status"]);
    const [, host, state, notAfter, next, reason, detail = ""] =
      /^certificate=(\S+) (\S+) (\S+) (\S+) (\S+) (.*)\n$/.exec(said) ?? [];
    return { host, state, notAfter: Number(notAfter), next: Number(next), reason, detail };
  }
  const state = async () => (await status()).state;

  const asked = () =>
    [
      ...staging().orders.map((order) => ({ ...order, by: "staging" })),
      ...production().orders.map((order) => ({ ...order, by: "production" })),
    ].toSorted((a, b) => a.at.getTime() - b.at.getTime());

  /** Whose certificate is shown: true where clients trust it. */
  async function isTrusted(): Promise<boolean> {
    const ca = await readFile(services.caFile, "utf8");
    return new Promise((resolve, reject) => {
      const socket = connect({ host: one.ipv4, port: 443, servername: name, ca, rejectUnauthorized: false }, () => {
        resolve(socket.authorized);
        socket.destroy();
      });
      socket.on("error", reject);
    });
  }

  test("the staging directory is asked first, and the real one after it", async () => {
    const before = asked().length;
    expect(await isTrusted()).toBe(false);
    await pointHere();
    await expect.poll(isTrusted, soon).toBe(true);
    const orders = asked()
      .slice(before)
      .filter(({ names }) => names.includes(name));
    expect(orders.at(-1)).toMatchObject({ by: "production", names: [name] });
    expect(orders.at(-2)).toMatchObject({ by: "staging" });
    expect(await status()).toMatchObject({ host: name, state: "valid", reason: "-" });
  });

  test("a name that leads elsewhere costs nothing at the real one, is told, and is mended", async () => {
    const before = production().orders.length;
    await services.dns.set(name, "A", [services.dns.address]);
    await expect.poll(async () => (await status()).detail, soon).toContain(`${services.dns.address}:80`);
    expect(await status()).toMatchObject({ state: "waiting", reason: "connection" });
    expect(production().orders.length).toBe(before);
    expect(await isTrusted()).toBe(false);
    await pointHere();
    await expect.poll(state, soon).toBe("valid");
    await expect.poll(isTrusted, soon).toBe(true);
  });

  test("a refusal is told in the authority's words; nothing is hurried, and it goes on once it is allowed", async () => {
    production().refuse(name);
    await pointHere();
    await expect.poll(state, soon).toBe("refused");
    const said = await status();
    expect(said).toMatchObject({ reason: "rejectedIdentifier" });
    expect(said.detail).toContain("forbidden by policy");
    expect(said.next).toBeGreaterThan(Date.now() / 1000 - 1);
    expect(await isTrusted()).toBe(false);
    production().allow(name);
    await must(one, ["/run/current-system/sw/bin/allotment-certificates", "now"]);
    await expect.poll(state, soon).toBe("valid");
  });

  test("people in a hurry do not use up what an authority allows, and a restart does not either", async () => {
    production().refuse(name);
    const since = Date.now();
    const refused = () => production().orders.filter(({ at }) => at.getTime() >= since);
    await pointHere();
    const hurried = async () => {
      await must(one, ["/run/current-system/sw/bin/allotment-certificates", "now"]);
      return refused().length;
    };
    await expect.poll(hurried, soon).toBe(4);
    const free = (refused()[0]?.at.getTime() ?? 0) / 1000 + 24;
    await expect.poll(async () => (await status()).next, soon).toBeGreaterThanOrEqual(Math.floor(free));
    const before = await status();
    await one.stop();
    await one.start();
    await expect.poll(() => one.run(["test", "-e", "/run/allotment/nginx.pid"]), soon).toMatchObject({ exitCode: 0 });
    // What it does at boot is done.
    await must(one, ["flock", "/run/allotment/switch.lock", "true"]);
    expect(await status()).toEqual(before);
    expect(refused()).toHaveLength(4);
  });

  test("a limit is waited out for as long as the authority says, even where somebody asks for it at once", async () => {
    production().limit(name, 8);
    const before = production().orders.length;
    const orders = () => production().orders.slice(before);
    await pointHere();
    await expect.poll(async () => (await status()).reason, soon).toBe("rateLimited");
    await must(one, ["/run/current-system/sw/bin/allotment-certificates", "now"]);
    await expect.poll(state, soon).toBe("valid");
    const [limited, signed, ...more] = orders();
    expect([limited?.refused, signed?.refused, more]).toEqual(["urn:ietf:params:acme:error:rateLimited", null, []]);
    expect(Number(signed?.at) - Number(limited?.at)).toBeGreaterThanOrEqual(8000);
  });

  test("an authority that is away is named, and asked again", async () => {
    await staging().stop();
    await pointHere();
    await expect.poll(async () => (await status()).reason, soon).toBe("unreachable");
    await staging().start();
    await expect.poll(state, soon).toBe("valid");
  });

  test("a full disk leaves the working certificate, and asks nobody", async () => {
    await pointHere();
    await expect.poll(state, soon).toBe("valid");
    await one.fillDisk();
    const before = asked().length;
    await renewSoon();
    await expect.poll(async () => (await status()).reason, soon).toBe("full-disk");
    expect(await state()).toBe("valid");
    expect(asked().length).toBe(before);
    expect(await isTrusted()).toBe(true);
    await one.freeDisk();
    await expect.poll(async () => (await status()).reason, soon).toBe("-");
    expect(await isTrusted()).toBe(true);
  });

  test("it is renewed in its last third, the web server shows the new one, and a name that moves away leaves it", async () => {
    await pointHere();
    await expect.poll(isTrusted, soon).toBe(true);
    const [shown, { next, notAfter }] = [await serial(), await status()];
    expect(Math.abs(notAfter - next - 1200)).toBeLessThan(5);
    await renewSoon();
    await expect.poll(serial, soon).not.toBe(shown);
    expect(await isTrusted()).toBe(true);
    await services.dns.set(name, "A", [services.dns.address]);
    await renewSoon();
    await expect.poll(async () => (await status()).reason, soon).toBe("connection");
    expect(await state()).toBe("valid");
    expect(await isTrusted()).toBe(true);
  });

  test("a run waits with what the authority said, and goes on when it has signed", async () => {
    const orchestrator = createNixosSsh({ folder, keyFile: path.join(folder, "key"), env: process.env });
    const treeOf = () => Promise.reject(new Error("no tree is needed"));
    const ground = { orchestrator, environment: environmentWith(true), treeOf };
    const certify = () => new PhaseRun(ground, description, "run", {}).phase("certify");
    await services.dns.set(name, "A", [services.dns.address]);
    const params = { host: name, machine: "one", reason: "connection", others: 0 };
    await expect.poll(certify, soon).toMatchObject({ kind: "waiting", for: "certificate", params });
    await pointHere();
    expect(await certify()).toEqual({ kind: "done" });
  });

  test("on a closed network nobody is asked", async () => {
    await deploy(false);
    await forget();
    const before = asked().length;
    await pointHere();
    expect(await status()).toMatchObject({ state: "own", reason: "-" });
    expect(await must(one, ["/run/current-system/sw/bin/allotment-units"])).not.toContain("certificates");
    expect(asked().length).toBe(before);
    expect(await isTrusted()).toBe(false);
  });

  test("before NixOS orders by itself, staging is tried: no order where that fails, and none too soon after it", async () => {
    const program = ["/run/current-system/sw/bin/allotment-certificates", "--nixos"];
    const line = `${name} ${production().directory} ${staging().directory} us@choir.example\n`;
    await must(one, ["sh", "-c", "mkdir -p /etc/allotment && cat >/etc/allotment/certificates"], line);
    const trial = async () => (await one.run([...program, "trial", name])).exitCode;
    const status = () => must(one, [...program, "status"]);
    await services.dns.set(name, "A", [services.dns.address]);
    const [before, real] = [staging().orders.length, production().orders.length];
    expect(await trial()).toBe(1);
    expect(await status()).toMatch(/^certificate=\S+ waiting - \d+ connection .*connection refused/);
    await pointHere();
    expect(await trial()).toBe(1);
    expect(staging().orders.length).toBe(before + 1);
    await expect.poll(trial, soon).toBe(0);
    expect(await status()).toMatch(/^certificate=\S+ waiting - - - $/m);
    expect([staging().orders.length, production().orders.length]).toEqual([before + 2, real]);

    const folder = `/var/lib/acme/${name}`;
    const signed = ["req", "-x509", "-newkey", "ed25519", "-nodes", "-subj", "/CN=a", "-days", "90"];
    await must(one, ["mkdir", "-p", folder]);
    await must(one, ["openssl", ...signed, "-keyout", `${folder}/key.pem`, "-out", `${folder}/fullchain.pem`]);
    await must(one, ["touch", `${folder}/acme-success`]);
    expect(await status()).toMatch(/^certificate=\S+ valid \d+ \d+ - $/m);
    expect(await trial()).toBe(0);
    expect(staging().orders.length).toBe(before + 2);
  });

  /** Makes the noted time of the next order one that has passed. */
  async function renewSoon(): Promise<void> {
    await must(one, ["sed", "-i", "s/^next=.*/next=1/", `/run/allotment/certificates/${name}`]);
  }

  async function serial(): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: one.ipv4, port: 443, servername: name, rejectUnauthorized: false }, () => {
        resolve(socket.getPeerCertificate().serialNumber);
        socket.destroy();
      });
      socket.on("error", reject);
    });
  }
});
