/** snac on a machine without NixOS through the states that an operator can want, by the phases of deployment over SSH. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { request } from "node:https";
import type { Phase } from "@allotment/engine";
import type { Configuration, Description } from "@allotment/model";
import { renderTree } from "@allotment/nix-output";
import { loadLibrary } from "@allotment/nix-output/library";
import { writeTree } from "@allotment/nix-output/write";
import { createNixosSsh } from "@allotment/orchestrators";
import { PhaseRun, type PhaseGround } from "@allotment/orchestrators/testing";
import { makePlan, type PlanInput } from "@allotment/planner";
import { plainInstance, sampleConfiguration, sampleInput } from "@allotment/planner/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findNix } from "../../scripts/lib/nix.mjs";
import { run } from "../../scripts/lib/run.mjs";
import { hostsProblem, startHosts, type TestHosts } from "./index.ts";
import { environmentOn, must } from "./sample-hosts.ts";
import { askSnac, signInToSnac, type SnacSite } from "./snac-client.ts";

const nix = findNix();
const problem = "reason" in nix ? nix.reason : await hostsProblem();
const why = problem === null ? "" : ` (skipped: ${problem})`;
const password = "known-to-the-test";
const domain = "talk.choir.example";
const install = ["provision", "evaluate", "build", "copy", "activate"] as const;

describe.skipIf(problem !== null)(`wanted states on a machine without NixOS${why}`, { timeout: 120_000 }, () => {
  let hosts: TestHosts;
  let folder: string;
  let ground: PhaseGround;
  let site: SnacSite;
  let deployed: Description | null = null;
  let runs = 0;
  const one = () => hosts.host("one");

  beforeAll(async () => {
    if ("reason" in nix) throw new Error(nix.reason);
    folder = await mkdtemp(path.join(tmpdir(), "allotment-states-"));
    const keyFile = path.join(folder, "key");
    await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", keyFile]);
    hosts = await startHosts({ set: "states", names: ["one"] });
    await hosts.authorize(await readFile(`${keyFile}.pub`, "utf8"));
    const env = { ...process.env, ALLOTMENT_NIX: nix.folder, NIXPKGS: "" };
    ground = {
      orchestrator: createNixosSsh({ folder: path.join(folder, "data"), keyFile, env }),
      environment: environmentOn(one(), { orchestrator: "nixos-ssh", publicNames: false }),
      treeOf,
    };
    site = { host: domain, address: one().ipv4 };
  }, 120_000);
  afterAll(async () => {
    await hosts?.remove();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  async function treeOf(description: Description) {
    const recipients = "/etc/ssh/ssh_host_ed25519_key.pub";
    const ciphertext = await must(one(), ["age", "--encrypt", "--armor", "--recipients-file", recipients], password);
    const tree = await mkdtemp(path.join(folder, "tree-"));
    const files = renderTree({ description, library: loadLibrary() });
    await writeTree(new Map([...files, ["secrets/talk_administrator-password.age", ciphertext]]), tree);
    return { folder: tree, commit: "0".repeat(40) };
  }

  function talkWith(change: Partial<Configuration["applications"][string]>) {
    const sample = plainInstance("snac", 10);
    const options = { ...sample.options, domain, title: "Choir & <friends>", adminUsername: "anna" };
    return { ...sample, ...change, options };
  }

  function configured(applications: Configuration["applications"]) {
    const configuration = sampleConfiguration(applications);
    return { configuration: { ...configuration, backups: { ...configuration.backups, enabled: false } } };
  }

  function planned(change: Partial<PlanInput>): Description {
    const input = sampleInput({
      ...configured({ talk: talkWith({}) }),
      environment: ground.environment,
      deployed,
      ...change,
    });
    const { description, diagnostics } = makePlan(input);
    if (!description) throw new Error(JSON.stringify(diagnostics));
    return description;
  }

  /** Does these phases one after the other; all of them have to succeed. */
  async function done(change: Partial<PlanInput>, phases: readonly Phase[]): Promise<PhaseRun> {
    const description = planned(change);
    runs += 1;
    const made = new PhaseRun(ground, description, `run-${runs}`, {});
    for (const phase of phases) {
      const result = await made.phase(phase, { deployed, fencing: 10 * runs });
      if (result.kind !== "done") throw new Error(`${phase}: ${JSON.stringify(result, null, 2)}`);
    }
    deployed = description;
    return made;
  }

  // Deliveries that wait may be tried until it stops.
  const files = async () => {
    const found = await must(one(), ["find", "/var/lib/snac/user", "-type", "f", "!", "-path", "*/queue/*"]);
    return found.split("\n").sort();
  };

  test("suspended, it says so at every address with status 503, and its data is untouched", async () => {
    await done({}, [...install, "verify"]);
    const anna = await signInToSnac(site, "anna", password);
    const post = await anna.post("We sing on Tuesday");
    const before = await files();

    await done({ desired: "suspended" }, [...install, "verify"]);
    for (const where of [
      "/",
      "/anna",
      "/.well-known/webfinger?resource=acct:anna@talk.choir.example",
      "/.allotment-unavailable.html",
    ]) {
      const answer = await ask(where, "text/html,application/xhtml+xml");
      expect({ where, ...answer }).toMatchObject({ where, status: 503, retryAfter: "3600" });
      expect(answer.body).toContain("<h1>Choir &amp; &lt;friends&gt;</h1>");
    }
    for (const accept of ["application/activity+json", "application/json", 'application/ld+json; profile="x"']) {
      const answer = await ask(new URL(post.url).pathname, accept);
      expect(answer).toMatchObject({
        status: 503,
        retryAfter: "3600",
        type: expect.stringContaining("application/json"),
      });
      expect(JSON.parse(answer.body)).toMatchObject({ error: expect.stringContaining("paused") });
    }
    expect((await ask("/anna/inbox", "*/*", '{"type":"Create"}')).status).toBe(503);
    expect(await files()).toEqual(before);
    expect(await must(one(), ["sh", "-c", "pgrep -x snac || echo none"])).toBe("none\n");
    expect(await must(one(), ["stat", "-c", "%U", "/var/lib/snac"])).toBe("snac\n");
  });

  test("challenges of a certificate authority are answered while it is suspended", async () => {
    await must(one(), [
      "sh",
      "-c",
      "mkdir -p /var/lib/acme/acme-challenge/.well-known/acme-challenge && echo proof >/var/lib/acme/acme-challenge/.well-known/acme-challenge/token && chmod -R a+rX /var/lib/acme",
    ]);
    const url = `http://${domain}/.well-known/acme-challenge/token`;
    const said = await run("curl", ["-s", "--noproxy", "*", "--resolve", `${domain}:80:${one().ipv4}`, url]);
    expect(said.stdout).toBe("proof\n");
  });

  test("resumed, it has the same posts", async () => {
    await done({}, [...install, "verify"]);
    expect((await askSnac(site, "/anna")).body).toContain("We sing on Tuesday");
    const anna = await signInToSnac(site, "anna", password);
    expect(await anna.whoAmI()).toBe("anna");
  });

  test("switched off, nothing of it runs and nothing answers, and its data stays", async () => {
    const before = await files();
    await done(configured({ talk: talkWith({ enabled: false }) }), [...install, "verify"]);
    await expect(ask("/", "text/html")).rejects.toThrow("ECONNREFUSED");
    expect(await files()).toEqual(before);
    await done({}, [...install, "verify"]);
    expect((await askSnac(site, "/anna")).body).toContain("We sing on Tuesday");
  });

  test("removed, everything of it is gone, links lead nowhere else, and a power cut in the middle changes nothing", async () => {
    await must(one(), [
      "sh",
      "-c",
      "mkdir -p /srv/others && echo theirs >/srv/others/file && chmod -R a+rwX /srv/others",
    ]);
    await must(one(), [
      "su",
      "snac",
      "-s",
      "/bin/sh",
      "-c",
      "ln -s /srv/others /var/lib/snac/linked && ln -s /etc/passwd /var/lib/snac/passwd",
    ]);
    // Enough that the power goes in the middle.
    await must(one(), [
      "su",
      "snac",
      "-s",
      "/bin/sh",
      "-c",
      "mkdir /var/lib/snac/many && cd /var/lib/snac/many && seq 60000 | xargs touch",
    ]);
    const removal = await done({ desired: "removed" }, install);
    expect(await must(one(), ["cat", "/run/current-system/etc/allotment/erase"])).toContain("files /var/lib/snac\n");

    // As a worker that dies right after it has asked.
    const first = await one().run([
      "/run/current-system/sw/bin/allotment-host",
      "erase",
      "--run",
      removal.run,
      "--fencing",
      String(10 * runs),
    ]);
    expect(first.stdout).toContain("state=erasing");
    await one().stop();
    await one().start();

    expect(await removal.phase("erase", { fencing: 10 * runs + 1, deployed })).toMatchObject({ kind: "done" });
    const erased = removal.facts["erased"] as Record<
      string,
      { name: string; files: number | null; instance: string | null }[]
    >;
    const things = erased["one"] ?? [];
    const own = things.find(({ name }) => name === "/var/lib/snac");
    expect(own).toMatchObject({ instance: "talk" });
    expect(own?.files).toBeGreaterThan(60_000);
    expect(things.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["snac", "/run/agenix/talk_administrator-password"]),
    );

    const gone = [
      "/var/lib/snac",
      "/run/agenix",
      "/run/current-system",
      "/nix/var/nix/profiles/system",
      `/var/lib/allotment/certificates/${domain}`,
      "/var/log/allotment",
    ];
    for (const place of gone) expect((await one().run(["ls", "-d", place])).exitCode, place).toBe(2);
    expect((await one().run(["id", "snac"])).exitCode).toBe(1);
    expect((await one().run(["find", "/nix/var/nix/profiles", "-name", "system-*"])).stdout).toBe("");
    expect(await one().readFile("/srv/others/file")).toBe("theirs\n");
    expect(await one().readFile("/etc/passwd")).toContain("root:");
    await expect(ask("/", "text/html")).rejects.toThrow("ECONNREFUSED");
    // The worker that comes after a lost answer hears the same.
    const facts = removal.facts["erased"];
    expect(await removal.phase("erase", { fencing: 10 * runs + 2, deployed })).toMatchObject({
      kind: "done",
      facts: { erased: facts },
    });
  });

  test("installed anew, it begins from nothing, and another beside it tells whether its jobs are worked", async () => {
    deployed = null;
    const hello = { application: "hello", options: { domain: "hello.choir.example", jobs: true } };
    await done(configured({ talk: talkWith({}), hello }), [...install, "verify"]);
    expect((await askSnac(site, "/anna")).body).not.toContain("We sing on Tuesday");

    const probe = () => must(one(), ["/run/current-system/sw/bin/allotment-probe-hello", "hello"]);
    await must(one(), ["sh", "-c", "echo work >/var/lib/hello-jobs/queue/first"]);
    await expect.poll(() => must(one(), ["ls", "/var/lib/hello-jobs/queue"]), { timeout: 10_000 }).toBe("");
    expect(await probe()).toBe("check=jobs ok 0\n");
    await must(one(), ["pkill", "-STOP", "-u", "hello-jobs"]);
    await must(one(), ["touch", "-d", "10 minutes ago", "/var/lib/hello-jobs/heartbeat"]);
    expect(await probe()).toContain("check=jobs wrong 60");
  });

  function ask(where: string, accept: string, body?: string) {
    return new Promise<{ status: number; retryAfter: string | undefined; type: string | undefined; body: string }>(
      (resolve, reject) => {
        const sent = request(
          {
            host: site.address,
            servername: site.host,
            path: where,
            method: body === undefined ? "GET" : "POST",
            timeout: 10_000,
            agent: false,
            // The machine's own certificate.
            rejectUnauthorized: false,
            headers: { host: site.host, accept },
          },
          (answer) => {
            const chunks: Buffer[] = [];
            answer.on("data", (chunk: Buffer) => chunks.push(chunk));
            answer.on("error", reject);
            answer.on("end", () => {
              const { statusCode = 0, headers } = answer;
              const text = Buffer.concat(chunks).toString("utf8");
              resolve({
                status: statusCode,
                retryAfter: headers["retry-after"],
                type: headers["content-type"],
                body: text,
              });
            });
          },
        );
        sent.on("timeout", () => sent.destroy(new Error("it does not answer")));
        sent.on("error", reject);
        sent.end(body);
      },
    );
  }
});
