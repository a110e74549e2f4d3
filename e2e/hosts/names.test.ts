/** Names in a real DNS: two name servers that are asked themselves, while a run waits for them. */
import {
  createCheckReconciler,
  createRunReconciler,
  systemClock,
  type CheckReconciler,
  type RunReconciler,
} from "@allotment/engine";
import {
  makeWorld,
  sampleDescription,
  sampleEnvironment,
  simulatedOutside,
  simulatedWork,
  type World,
} from "@allotment/engine/testing";
import type { Description, DnsRecordResult } from "@allotment/model";
import type { NameLookRecord, RunRecord, WorkerActor } from "@allotment/store";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { awaitNames } from "../../apps/worker/src/names/await-names.ts";
import { createNamesCheck } from "../../apps/worker/src/names/check-names.ts";
import { lookAndKeep } from "../../apps/worker/src/names/name-keeper.ts";
import { createResolver, type Resolver } from "../../apps/worker/src/names/resolver.ts";
import { lyingResolver } from "../../apps/worker/src/names/testing/lying-resolver.ts";
import { hostsProblem, startHosts, startServices, type TestHosts, type TestServices } from "./index.ts";

const problem = await hostsProblem();
const why = problem === null ? "" : ` (skipped: ${problem})`;
const minute = 60_000;
const actor: WorkerActor = { kind: "worker", workerId: "names" };

describe.skipIf(problem !== null)(`names in a real DNS${why}`, { timeout: 60_000 }, () => {
  const host = "left.choir.example";
  const address = "9.9.9.10";
  let hosts: TestHosts;
  let services: TestServices;
  let resolver: Resolver;
  let world: World;
  let reconciler: RunReconciler;
  let checks: CheckReconciler;
  let offset: number;
  /** What nobody thought of. */
  let problems: unknown[];
  let deploymentId: string;

  beforeAll(async () => {
    hosts = await startHosts({ set: "names", names: [] });
    services = await startServices(hosts, { zones: ["choir.example"] });
    resolver = createResolver([{ address: services.dns.address, port: 53 }]);
  }, 90_000);
  afterAll(async () => {
    await services?.stop();
    await hosts?.remove();
  });

  beforeEach(async () => {
    offset = 0;
    problems = [];
    const clock = { ...systemClock, now: () => Date.now() + offset };
    world = await makeWorld(
      { ...sampleEnvironment(), orchestrator: "nixos-ssh" },
      { clock: () => new Date(clock.now()) },
    );
    const outside = simulatedOutside();
    const simulated = simulatedWork(outside, async (_name, effect) => effect());
    reconciler = createRunReconciler({
      store: world.store,
      actor,
      clock,
      leaseSeconds: 60,
      work: {
        ...simulated,
        awaitNames: (subject, context) => awaitNames({ store: world.store, actor, resolver }, subject, context),
      },
      report: ({ error }) => void problems.push(error),
      shutdown: new AbortController().signal,
    });
    checks = createCheckReconciler({
      store: world.store,
      actor,
      clock,
      handlers: { dns: createNamesCheck({ store: world.store, actor, resolver }) },
      report: ({ error }) => void problems.push(error),
      shutdown: new AbortController().signal,
    });
  });
  afterEach(async () => {
    world.store.close();
    await services.dns.stopLying();
    await services.dns.delay(0);
    await services.dns.start("second");
    for (const name of [host, "web.choir.example", `s1._domainkey.${host}`]) await services.dns.remove(name);
    await services.dns.remove("choir.example", "CAA");
  });

  const described = (dns: readonly DnsRecordResult[] = [], web = address): Description => ({
    ...sampleDescription({ instances: { left: "birch" } }),
    orchestrator: "nixos-ssh",
    instances: instancesAt(host),
    dns: [addressOf(host, web), ...dns],
  });

  async function ask(description = described()): Promise<string> {
    const deployment = await world.deployment(description);
    deploymentId = deployment.id;
    return deployment.ask(description);
  }

  /** Moves the run as far as it goes by itself just now. */
  async function move(runId: string): Promise<RunRecord> {
    while ((await reconciler.tick({ limit: 5 })) > 0);
    const run = await world.store.runs.get(actor, { runId });
    expect(problems).toEqual([]);
    if (run === null) throw new Error("the run is gone");
    return run;
  }

  async function looked(): Promise<NameLookRecord | undefined> {
    const looks = await world.store.names.looks(actor, { deploymentId });
    return looks.find(({ record }) => record === `address/${host}/A`);
  }

  async function look(description: Description): Promise<Readonly<Record<string, NameLookRecord>>> {
    ({ id: deploymentId } = await world.deployment(description));
    const keeper = { store: world.store, actor, resolver };
    const looks = await lookAndKeep(keeper, { deploymentId, description }, new AbortController().signal);
    return Object.fromEntries(looks.map((one) => [one.record, one]));
  }

  /** What the check of names has to say, once it is due. */
  async function findings() {
    while ((await checks.tick({ limit: 5 })) > 0);
    const all = await world.store.checks.list(actor, { deploymentId });
    const found = all.flatMap(({ kind, result }) => (kind === "dns" ? (result?.findings ?? []) : []));
    return found.map(({ code, subject, params }) => ({ code, subject, seen: params["seen"] }));
  }

  const point = (value: string) => services.dns.set(host, "A", [value]);

  test("that are missing are waited for, and a run goes on by itself once they are made", async () => {
    const runId = await ask();
    expect(await move(runId)).toMatchObject({ state: "awaiting-dns" });
    expect(await looked()).toMatchObject({ outcome: "missing", seen: [] });
    const events = await world.store.runs.events(actor, { runId, after: 0 });
    expect(events.find(({ type }) => type === "waiting")?.payload).toMatchObject({
      for: "dns",
      params: { count: 1, names: host },
    });
    expect(events.map(({ payload }) => payload["code"])).toContain("name-missing");
    await point(address);
    expect(await move(runId)).toMatchObject({ state: "awaiting-dns" });
    offset += 16_000;
    expect(await move(runId)).toMatchObject({ state: "succeeded" });
    const [domain] = await world.store.domains.list(actor, { deploymentId });
    expect(domain).toMatchObject({ host, verifiedAt: expect.any(String) as unknown });
  });

  test("that lead elsewhere are waited for, and looking now does not wait", async () => {
    await point("9.9.9.77");
    const runId = await ask();
    expect(await move(runId)).toMatchObject({ state: "awaiting-dns" });
    expect(await looked()).toMatchObject({ outcome: "elsewhere", seen: ["9.9.9.77"] });
    await point(address);
    await world.store.runs.wake(actor, { runId });
    expect(await move(runId)).toMatchObject({ state: "succeeded" });
  });

  test("of which two servers say different things are not believed, and which says what is told", async () => {
    await point(address);
    await services.dns.lie(host, "A", ["9.9.9.66"]);
    const runId = await ask();
    expect(await move(runId)).toMatchObject({ state: "awaiting-dns" });
    expect(await looked()).toMatchObject({
      outcome: "servers-disagree",
      servers: [
        { server: "ns1.services.example", values: [address] },
        { server: "ns2.services.example", values: ["9.9.9.66"] },
      ],
    });
    await services.dns.stopLying();
    offset += 16_000;
    expect(await move(runId)).toMatchObject({ state: "succeeded" });
  });

  test("about which only the worker's own resolver lies are right, and the lie is told once it is no old answer", async () => {
    await point(address);
    const honest = resolver;
    const liar = await lyingResolver(services.dns.address, host, "9.9.9.66");
    resolver = createResolver([liar]);
    try {
      expect(await move(await ask())).toMatchObject({ state: "succeeded" });
      expect(await looked()).toMatchObject({ outcome: "old-answer", seen: [address] });
      const later = Date.now() + 10 * minute;
      vi.spyOn(Date, "now").mockReturnValue(later);
      const keeper = { store: world.store, actor, resolver };
      await lookAndKeep(keeper, { deploymentId, description: described() }, new AbortController().signal);
      expect(await looked()).toMatchObject({
        outcome: "lying",
        servers: [{ server: "", values: ["9.9.9.66"], silent: false }],
      });
    } finally {
      vi.restoreAllMocks();
      resolver = honest;
      liar.close();
    }
  });

  test("at slow servers are found, and one that has stopped holds nobody up", async () => {
    await point(address);
    await services.dns.delay(500);
    expect((await look(described()))[`address/${host}/A`]).toMatchObject({ outcome: "right" });
    await services.dns.delay(0);
    await services.dns.stop("second");
    const runId = await ask({ ...described(), deployment: "band" });
    expect(await move(runId)).toMatchObject({ state: "succeeded" });
    expect((await looked())?.servers).toEqual([{ server: "ns2.services.example", values: [], silent: true }]);
  });

  test("at servers that take for ever are nobody's fault, and are waited for", { timeout: 120_000 }, async () => {
    await point(address);
    await services.dns.delay(20_000);
    const runId = await ask();
    expect(await move(runId)).toMatchObject({ state: "awaiting-dns" });
    expect(await looked()).toMatchObject({ outcome: "unknown" });
    await services.dns.delay(0);
    offset += 16_000;
    expect(await move(runId)).toMatchObject({ state: "succeeded" });
  });

  test("that were seen before are not waited for again, until their address changes", async () => {
    await point(address);
    const deployment = await world.deployment(described());
    deploymentId = deployment.id;
    expect(await move(await deployment.ask(described()))).toMatchObject({ state: "succeeded" });
    await services.dns.remove(host, "A");
    const greeting = { ...described(), nixosRelease: "26.05" as const, instances: instancesAt(host, "Good day") };
    expect(await move(await deployment.ask(greeting))).toMatchObject({ state: "succeeded" });
    const moved = { ...greeting, dns: [addressOf(host, "9.9.9.11")] };
    expect(await move(await deployment.ask(moved))).toMatchObject({ state: "awaiting-dns" });
  });

  test("that lead elsewhere later are found out by the check, told once, and taken back", async () => {
    await point(address);
    expect(await move(await ask())).toMatchObject({ state: "succeeded" });
    expect(await findings()).toEqual([]);
    await point("9.9.9.66");
    offset += 70 * minute;
    expect(await findings()).toEqual([{ code: "name-points-elsewhere", subject: host, seen: "9.9.9.66" }]);
    await point(address);
    offset += 3 * minute;
    expect(await findings()).toEqual([]);
  });

  test("by an alias, with a forgotten IPv6 address, with an authority forbidden", async () => {
    await services.dns.set("web.choir.example", "A", [address]);
    await services.dns.set(host, "CNAME", ["web.choir.example"]);
    expect((await look(described()))[`address/${host}/A`]).toMatchObject({ outcome: "right" });
    await services.dns.set("web.choir.example", "AAAA", ["2001:db8::66"]);
    expect((await look({ ...described(), deployment: "b" }))[`address/${host}/AAAA`]).toMatchObject({
      outcome: "elsewhere",
      seen: ["2001:db8::66"],
    });
    await services.dns.set("choir.example", "CAA", ['0 issue "other.example"']);
    expect((await look({ ...described(), deployment: "c" }))[`address/${host}/A`]).toMatchObject({
      outcome: "forbidden",
      seen: ["issue other.example"],
    });
  });

  test("for mail are compared in full, also keys that are longer than a packet", async () => {
    const key = `v=DKIM1; k=rsa; p=${"A".repeat(720)}`;
    const record = (purpose: DnsRecordResult["purpose"], name: string, value: string): DnsRecordResult => ({
      name,
      purpose,
      madeBy: "operator",
      need: "advised",
      records: [{ type: "TXT", value, ttlSeconds: 3600 }],
    });
    const dns = [
      record("spf", host, "v=spf1 a:mail.relay.example ~all"),
      record("dkim", `s1._domainkey.${host}`, key),
      record("dmarc", `_dmarc.${host}`, "v=DMARC1; p=none"),
    ];
    await services.dns.set(host, "TXT", ["v=spf1 mx a:mail.relay.example -all"]);
    await services.dns.set(`s1._domainkey.${host}`, "TXT", [key]);
    await services.dns.set("_dmarc.choir.example", "TXT", ["v=DMARC1; p=reject"]);
    const looks = await look(described(dns));
    expect(looks[`spf/${host}/TXT`]?.outcome).toBe("right");
    expect(looks[`dkim/s1._domainkey.${host}/TXT`]?.outcome).toBe("right");
    expect(looks[`dmarc/_dmarc.${host}/TXT`]?.outcome).toBe("right");
    await services.dns.set(`s1._domainkey.${host}`, "TXT", [key.replace("AAAA", "BBBB")]);
    const after = await look({ ...described(dns), deployment: "b" });
    expect(after[`dkim/s1._domainkey.${host}/TXT`]?.outcome).toBe("elsewhere");
  });
});

function addressOf(name: string, value: string): DnsRecordResult {
  return { name, purpose: "address", madeBy: "operator", records: [{ type: "A", value, ttlSeconds: 60 }] };
}

/** One instance at a host, with a certificate from an authority that CAA records know. */
function instancesAt(host: string, greeting = "Hello"): Description["instances"] {
  const { instances } = sampleDescription({ instances: { left: "birch" }, greeting });
  const [left] = Object.values(instances);
  if (left === undefined) throw new Error("the sample has no instance");
  const result = { host, acmeServer: "https://acme-v02.api.letsencrypt.org/directory" };
  const site = { type: "http-ingress", offer: "certificates", machine: "birch", request: {}, result } as const;
  return { left: { ...left, domains: { ...left.domains, web: host }, bindings: { site } } };
}
