/**
 * What is seen of an application that says that it is well: its database, its jobs, the program that looks at them, and what
 * it says of itself. The application is a stand-in for Mastodon; its probe is the library's own, and asks over SSH.
 */
import { once } from "node:events";
import type { ChildProcess } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createCheckReconciler, createRunReconciler, systemClock } from "@allotment/engine";
import {
  makeWorld,
  simulatedOutside,
  simulatedWork,
  type World,
  type WorldDeployment,
} from "@allotment/engine/testing";
import type { Description, Environment } from "@allotment/model";
import { requestUrl, runOnHost } from "@allotment/orchestrators";
import { makePlan } from "@allotment/planner";
import { sampleConfiguration, sampleInput, sampleInstances } from "@allotment/planner/testing";
import type { CheckKind, CheckOf, WorkerActor } from "@allotment/store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHealthCheck } from "../../apps/worker/src/checks/health.ts";
import { createNodeInfoCheck } from "../../apps/worker/src/checks/nodeinfo.ts";
import { nixFolder } from "../../nix/testing/nix.ts";
import { run } from "../../scripts/lib/run.mjs";
import { hostsProblem, startHosts, type TestHosts } from "./index.ts";
import { environmentOn, must } from "./sample-hosts.ts";
import { makeTls } from "./services/tls.ts";

const problem = await hostsProblem();
const why = problem === null ? "" : ` (skipped: ${problem})`;
const actor: WorkerActor = { kind: "worker", workerId: "health" };
const programs = "/srv/system/sw/bin";
const resolver = { resolveAddress: () => Promise.reject(new Error("no DNS knows the name")) };

/** How the application is. */
interface Site {
  readonly status: number;
  readonly database: "answers" | "down" | "hangs";
  readonly nodeInfo: string;
}

// In the place of what asks a PostgreSQL and a Redis: the first goes to the database of the stand-in.
const psql = `#!/bin/bash
exec 3<>"/dev/tcp/$PGHOST/$PGPORT" || exit 2
read -r answer <&3
[ "$answer" = 1 ] || { echo "$answer" >&2; exit 2; }
`;
const redis = `#!/bin/sh
shift 4
case "$*" in
  'SMEMBERS queues') echo default ;;
  'SMEMBERS processes') echo host:1 ;;
  'HGET host:1 beat') stat -c %Y /srv/heartbeat ;;
  'LINDEX queue:default -1') cat /srv/oldest ;;
esac
`;
const probe = `#!/bin/sh
export PROBE_LIBRARY=/srv/probe.sh PROBE_DATABASE_HOST=127.0.0.1 PROBE_DATABASE_PORT=5432 PROBE_DATABASE_NAME=social
export PROBE_DATABASE_USER=social PROBE_DATABASE_SSL=disable PROBE_DATABASE_PASSWORD_FILE= PROBE_DATABASE_AS=
export PROBE_REDIS_SOCKET=/run/redis.sock
exec /bin/sh /srv/mastodon.sh "$@"
`;

describe.skipIf(problem !== null)(`an application that says it is well${why}`, { timeout: 90_000 }, () => {
  let hosts: TestHosts;
  let folder: string;
  let child: ChildProcess;
  let world: World;
  let deployment: WorldDeployment;
  let offset = 0;
  const problems: unknown[] = [];
  const clock = { ...systemClock, now: () => Date.now() + offset };
  const shutdown = new AbortController().signal;
  const one = () => hosts.host("one");

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "allotment-health-"));
    await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", path.join(folder, "key")]);
    hosts = await startHosts({ set: "health", names: ["one"] });
    await hosts.authorize(await readFile(path.join(folder, "key.pub"), "utf8"));
    await installPrograms();
    child = await startSite();
    world = await makeWorld(environment(), { clock: () => new Date(clock.now()) });
    deployment = await world.deployment(planned("The choir"));
    await deploy("The choir");
  }, 90_000);
  afterAll(async () => {
    world?.store.close();
    child?.stdin?.end();
    await hosts?.remove();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  /** A system on the host as NixOS would have it, as far as probes need it. */
  async function installPrograms(): Promise<void> {
    const files: Readonly<Record<string, string>> = {
      "/srv/probe.sh": await readFile(path.join(nixFolder, "lib/probe.sh"), "utf8"),
      "/srv/mastodon.sh": await readFile(path.join(nixFolder, "applications/mastodon/probe.sh"), "utf8"),
      "/srv/oldest": "",
      "/usr/local/bin/psql": psql,
      "/usr/local/bin/redis-cli": redis,
    };
    await must(one(), ["mkdir", "-p", programs]);
    for (const [file, text] of Object.entries(files)) await must(one(), ["tee", file], text);
    await putProbe(probe);
    await must(one(), ["sh", "-c", "chmod 755 /usr/local/bin/*; ln -sfn /srv/system /run/current-system"]);
    await works();
  }

  async function putProbe(text: string): Promise<void> {
    await must(one(), ["tee", `${programs}/allotment-probe-mastodon`], text);
    await must(one(), ["chmod", "755", `${programs}/allotment-probe-mastodon`]);
  }

  /** Somebody works the jobs: its heart beats until long after these tests. */
  const works = () => must(one(), ["touch", "-d", "+1 hour", "/srv/heartbeat"]);

  async function startSite(): Promise<ChildProcess> {
    const { certificate, key } = await makeTls(folder, ["social.choir.example"], [one().ipv4]);
    const files = { certificate: path.join(folder, "site.pem"), key: path.join(folder, "site.key") };
    await writeFile(files.certificate, certificate);
    await writeFile(files.key, key);
    const program = fileURLToPath(new URL("scripted/site.mjs", import.meta.url));
    const started = one().startBeside([process.execPath, program, one().ipv4, files.certificate, files.key]);
    if (started.stdout) await once(started.stdout, "data");
    return started;
  }

  /** Has the application be so, and well in all else. */
  async function be(site: Partial<Site>): Promise<void> {
    const heard = child.stdout ? once(child.stdout, "data") : Promise.resolve();
    child.stdin?.write(`${JSON.stringify({ status: 200, database: "answers", nodeInfo: "good", ...site })}\n`);
    await heard;
  }

  function environment(): Environment {
    const own = environmentOn(one(), { orchestrator: "nixos-ssh" });
    const machines = Object.entries(own.offers.machine ?? {});
    const nixos = machines.map(([name, machine]) => [name, { ...machine, hardware: { preset: "existing" as const } }]);
    return { ...own, offers: { ...own.offers, machine: Object.fromEntries(nixos) } };
  }

  function planned(title: string): Description {
    const sample = sampleInstances.social(50);
    const social = { ...sample, options: { ...sample.options, title } };
    const input = sampleInput({ configuration: sampleConfiguration({ social }), environment: environment() });
    const { description, diagnostics } = makePlan(input);
    if (description === null) throw new Error(JSON.stringify(diagnostics));
    return description;
  }

  /** A run that succeeds. What it would install is there already. */
  async function deploy(title: string): Promise<void> {
    const runId = await deployment.ask(planned(title));
    const report = ({ error }: { readonly error: unknown }) => void problems.push(error);
    const work = simulatedWork(simulatedOutside(), async (_name, effect) => effect());
    const runs = createRunReconciler({ store: world.store, actor, clock, leaseSeconds: 60, work, report, shutdown });
    while ((await runs.tick({ limit: 5 })) > 0);
    expect(await world.store.runs.get(actor, { runId })).toMatchObject({ state: "succeeded" });
  }

  const checks = () => {
    const surroundings = { resolver, requestUrl, runOnHost, sshKeyFile: path.join(folder, "key") };
    const handlers = { health: createHealthCheck(surroundings), nodeinfo: createNodeInfoCheck(surroundings) };
    const report = ({ error }: { readonly error: unknown }) => void problems.push(error);
    return createCheckReconciler({ store: world.store, actor, clock, handlers, report, shutdown });
  };

  async function known<Kind extends CheckKind>(kind: Kind): Promise<CheckOf<Kind>> {
    const all = await world.store.checks.list(actor, { deploymentId: deployment.id });
    expect(problems).toEqual([]);
    const found = all.find((one) => one.kind === kind);
    if (found === undefined) throw new Error("nobody looks at it");
    return found as CheckOf<Kind>;
  }

  /** Has everything looked at that is due after a while. */
  async function look(minutes = 2): Promise<CheckOf<"health">> {
    offset += minutes * 60_000;
    await checks().tick({ limit: 5 });
    return known("health");
  }

  async function open(): Promise<readonly string[]> {
    const incidents = await world.store.incidents.list(actor, { deploymentId: deployment.id });
    return incidents.filter(({ state }) => state === "open").map(({ code }) => code);
  }

  const outcomes = ({ result }: CheckOf<"health">) =>
    Object.fromEntries(result?.facts?.purposes.map(({ purpose, outcome }) => [purpose, outcome]) ?? []);
  const well = { web: "ok", streaming: "ok", "sign-in": "ok", federation: "ok" };

  test("is, when its site, its database and its jobs are", async () => {
    const health = await look();
    expect(outcomes(health)).toEqual({ ...well, database: "ok", jobs: "ok" });
    expect(health).toMatchObject({ outcome: "healthy", result: { findings: [] } });
    expect(await open()).toEqual([]);
  });

  test.each(["down", "hangs"] as const)("is not, while it answers 200 and its database %s", async (database) => {
    await be({ database });
    // Sooner it would be the trouble of before that is back.
    const health = await look(70);
    expect(outcomes(health)).toEqual({ ...well, database: "wrong", jobs: "ok" });
    expect(health.outcome).toBe("degraded");
    await look();
    expect(await open()).toEqual(["database-down"]);
    await be({});
    expect((await look()).outcome).toBe("healthy");
    await look();
    expect(await open()).toEqual([]);
  });

  test("is not, while it answers 200 and nobody works its jobs, or not fast enough", async () => {
    await must(one(), ["touch", "-d", "10 minutes ago", "/srv/heartbeat"]);
    expect(outcomes(await look())).toEqual({ ...well, database: "ok", jobs: "wrong" });
    await works();
    const put = `{"class":"Delivery","enqueued_at":${Math.floor(Date.now() / 1000) - 4000}.25}`;
    await must(one(), ["tee", "/srv/oldest"], put);
    const slow = await look();
    expect(slow).toMatchObject({ outcome: "degraded", result: { findings: [{ code: "jobs-stand-still" }] } });
    expect(slow.result?.metrics["queueSeconds"]).toBeGreaterThanOrEqual(4000);
    expect(await open()).toEqual(["jobs-stand-still"]);
    await must(one(), ["tee", "/srv/oldest"], "");
    expect((await look()).outcome).toBe("healthy");
    await look();
  });

  test("is not known to be when the program that looks hangs: it is ended on the machine, and that is told", async () => {
    await putProbe("#!/bin/sh\necho check=database ok\nsleep 619 &\nsleep 619\n");
    const health = await look();
    expect(outcomes(health)).toEqual({ ...well, database: "ok", jobs: "unknown" });
    expect(health.result?.findings).toMatchObject([
      { code: "probe-broken", params: { said: "timeout", machine: "one" } },
    ]);
    expect(await must(one(), ["sh", "-c", "pgrep -f '[s]leep 619' || echo none"])).toBe("none\n");
    await putProbe(probe);
    expect((await look()).outcome).toBe("healthy");
  });

  test("is down when it fails, and what was seen of this version counts for no other", async () => {
    await be({ status: 502 });
    expect((await look()).outcome).toBe("down");
    await be({ database: "hangs" });
    // A look at this version that takes until the next one is deployed.
    offset += 2 * 60_000;
    const looks = await checks().begin({ limit: 5 });
    const asking = async () => (await one().run(["pgrep", "-f", "/usr/local/bin/psql"])).exitCode;
    await expect.poll(asking, { timeout: 10_000 }).toBe(0);
    const before = await known("health");
    await deploy("Another version");
    await be({});
    // Somebody begins with the new one before the old look ends.
    expect(await checks().begin({ limit: 0 })).toEqual([]);
    await Promise.all(looks);
    const after = await known("health");
    expect(after.planId).not.toBe(before.planId);
    expect(after).toMatchObject({ outcome: "unknown", lastAt: null, result: null });
    expect(await look()).toMatchObject({ outcome: "healthy", planId: after.planId });
  });

  test("says so in figures, and nothing that it says instead is taken for one", async () => {
    await be({});
    await look(70);
    const good = (await known("nodeinfo")).result;
    expect(good?.metrics).toEqual({ users: 12, activeMonth: 7, posts: 345 });
    const reasons: Record<string, unknown> = {};
    for (const nodeInfo of ["huge", "malformed", "deep", "away", "circle", "compressed", "dripping"]) {
      await be({ nodeInfo });
      await look(70);
      const { outcome, result } = await known("nodeinfo");
      expect({ outcome, metrics: result?.metrics, facts: result?.facts }, nodeInfo).toEqual({
        outcome: "unknown",
        metrics: {},
        facts: good?.facts,
      });
      reasons[nodeInfo] = result?.findings[0]?.params["reason"];
    }
    expect(reasons).toEqual({
      huge: "too-large",
      malformed: "malformed",
      deep: "malformed",
      away: "302",
      circle: "301",
      compressed: "malformed",
      dripping: "ETIMEDOUT",
    });
    await be({ nodeInfo: "boasting" });
    await look(70);
    expect((await known("nodeinfo")).result?.metrics).toEqual({ posts: 345 });
    await be({ nodeInfo: "painted" });
    await look(70);
    const { outcome, result } = await known("nodeinfo");
    expect(outcome).toBe("healthy");
    // eslint-disable-next-line no-control-regex -- that is what it is about
    expect(result?.facts?.software).not.toMatch(/[\u0000-\u001f\u202e]/);
    await look(70);
    expect(await open()).toEqual([]);
  });
});
