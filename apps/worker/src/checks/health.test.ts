/** Sites on the loopback interface that fail, hang, lead elsewhere, or answer 200 with nothing behind it. */
import { createServer, type RequestListener, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { systemClock, type CheckContext } from "@allotment/engine";
import { sayFinding, type HealthCheck, type HealthPurpose } from "@allotment/model";
import { requestUrl, type HostOutcome, type RequestUrl } from "@allotment/orchestrators";
import { makePlan } from "@allotment/planner";
import { plainInstance, sampleConfiguration, sampleEnvironment, sampleInput } from "@allotment/planner/testing";
import type { CheckResult } from "@allotment/store";
import { afterEach, describe, expect, test } from "vitest";
import { healthFindings, healthOutcome } from "./health-judge.ts";
import { createHealthCheck } from "./health.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://site.example:${(server.address() as AddressInfo).port}`;
}

const sample = sampleConfiguration({ talk: plainInstance("snac", 10) });
const { description } = makePlan(sampleInput({ configuration: sample, environment: sampleEnvironment("one-machine") }));
const talk = description?.instances["talk"];
const [machine] = Object.entries(description?.machines ?? {});
if (!description || !talk || !machine) throw new Error("the sample does not fit");
const machines = { [machine[0]]: { ...machine[1], ipv4: "127.0.0.1" } };

function contextOf(
  change: Partial<typeof talk>,
  orchestrator: "nixos-ssh" | "pull" = "nixos-ssh",
): CheckContext<"health"> {
  // Only what the handlers read of their context.
  return {
    check: { subject: "talk" },
    description: { ...description, orchestrator, machines, instances: { talk: { ...talk, ...change } } },
    environment: {},
    previous: null,
    clock: systemClock,
    signal: new AbortController().signal,
  } as unknown as CheckContext<"health">;
}

/** As for real, with less patience. */
const impatient: RequestUrl = (request) => requestUrl({ ...request, timeoutSeconds: 0.5 });
const visiting = { resolver: { resolveAddress: async () => ["127.0.0.1"] }, requestUrl: impatient };

const fine: RequestListener = (_, response) => void response.end("fine");

describe("health", () => {
  const probe: HealthCheck = { component: "server", probe: ["allotment-probe"], purposes: ["jobs", "database"] };

  async function look(
    answer: RequestListener,
    said: HostOutcome | null,
    more: readonly HealthCheck[] = [],
    orchestrator?: "pull",
  ) {
    const url = await serve(answer);
    const web: HealthCheck = { url: `${url}/`, statuses: [200], purpose: "web" };
    const runOnHost = async () => said ?? Promise.reject(new Error("nobody logs in here"));
    const surroundings = { ...visiting, runOnHost, sshKeyFile: "/nowhere" };
    return createHealthCheck(surroundings)(contextOf({ health: [web, ...more, probe] }, orchestrator));
  }
  const says = (stdout: string): HostOutcome => ({ kind: "done", exitCode: 0, stdout, stderr: "" });
  const well = says("check=jobs ok 4\ncheck=database ok\n");
  const outcomes = ({ facts }: CheckResult<"health">) =>
    Object.fromEntries(facts?.purposes.map(({ purpose, outcome }) => [purpose, outcome]) ?? []);

  test("is well when everything is", async () => {
    const result = await look(fine, well);
    expect({ outcome: result.outcome, findings: result.findings }).toEqual({ outcome: "healthy", findings: [] });
    expect(result.metrics).toMatchObject({ queueSeconds: 4, responseMilliseconds: expect.any(Number) });
  });

  test("is degraded when a site answers 200 while its database is down", async () => {
    const result = await look(fine, says("check=jobs ok 0\ncheck=database wrong 0 FATAL: shutting down\n"));
    expect(outcomes(result)).toEqual({ web: "ok", jobs: "ok", database: "wrong" });
    expect(result).toMatchObject({
      outcome: "degraded",
      findings: [{ code: "database-down", params: { said: "FATAL: shutting down" }, severity: "problem" }],
    });
  });

  test("is down when the site fails, whatever it says with it", async () => {
    const failing: RequestListener = (_, response) => void response.writeHead(500).end('{"status":"UP"}');
    const result = await look(failing, well);
    expect(result).toMatchObject({ outcome: "down", findings: [{ code: "site-down", params: { said: "500" } }] });
  });

  test("is down when the site sends visitors elsewhere, or answers a byte at a time", async () => {
    const away: RequestListener = (_, response) =>
      void response.writeHead(301, { Location: "http://127.0.0.1/" }).end();
    expect((await look(away, well)).outcome).toBe("down");
    const silent: RequestListener = () => undefined;
    const result = await look(silent, well);
    expect(result.findings).toMatchObject([{ code: "site-down", params: { said: "ETIMEDOUT" } }]);
  });

  test("says which purpose fails, and that the others work", async () => {
    const site: RequestListener = (request, response) =>
      void response.writeHead(request.url === "/login" ? 500 : 200).end();
    const url = await serve(site);
    const login: HealthCheck = { url: `${url}/login`, statuses: [200], purpose: "sign-in" };
    const result = await look(site, well, [login]);
    expect(outcomes(result)).toEqual({ web: "ok", "sign-in": "wrong", jobs: "ok", database: "ok" });
    expect(result).toMatchObject({ outcome: "degraded", findings: [{ code: "sign-in-broken" }] });
  });

  test("does not call unknown wrong: a machine that cannot say leaves the rest as it is", async () => {
    const result = await look(fine, { kind: "unreachable", started: false, detail: "no route" });
    expect(outcomes(result)).toEqual({ web: "ok", jobs: "unknown", database: "unknown" });
    expect({ outcome: result.outcome, findings: result.findings }).toEqual({ outcome: "healthy", findings: [] });
  });

  test("reads no nonsense of a machine", async () => {
    const nonsense = "check=jobs fine\ncheck=database wrong 99999999999999999\n\u001b[31mcheck=database ok\nchecks\n";
    const result = await look(fine, says(nonsense));
    expect(outcomes(result)).toMatchObject({ jobs: "unknown" });
    expect(JSON.stringify(result)).not.toContain("\\u001b");
  });

  test("tells of a program that hangs on its machine: a dead database would be seen by nobody", async () => {
    const result = await look(fine, { kind: "done", exitCode: 124, stdout: "", stderr: "" });
    expect(outcomes(result)).toEqual({ web: "ok", jobs: "unknown", database: "unknown" });
    expect(result).toMatchObject({
      outcome: "healthy",
      findings: [{ code: "probe-broken", params: { said: "timeout" }, severity: "warning" }],
    });
  });

  test("is asked from outside only where nobody logs in on machines", async () => {
    const result = await look(fine, null, [], "pull");
    expect(outcomes(result)).toEqual({ web: "ok" });
    expect(result.outcome).toBe("healthy");
  });
});

/** All of them, so that a new one has sentences too. */
const everyPurpose: Readonly<Record<HealthPurpose, true>> = {
  web: true,
  streaming: true,
  jobs: true,
  database: true,
  mail: true,
  "sign-in": true,
  upload: true,
  federation: true,
  storage: true,
};

describe.each(Object.keys(everyPurpose) as HealthPurpose[])("%s that is broken", (purpose) => {
  const at = "2026-11-21T09:00:00.000Z";
  test.each([
    ["as a visitor sees it", "https://talk.example/x", { said: "502", status: 502, milliseconds: 3 }],
    ["as its machine says", "amber", { said: "no space left", seconds: 4000 }],
  ])("is told in whole sentences, %s", (_, where, params) => {
    const seen = { purpose, outcome: "wrong", code: "x", params, where, at } as const;
    const [finding] = healthFindings("talk", [seen], [], { at, machinesTell: true });
    if (!finding) throw new Error("nothing was found");
    const { title, text, advice } = sayFinding(finding);
    expect(`${title} ${text} ${advice}`).not.toMatch(/findings\.|[{}]|undefined/);
    expect(text).toContain(params.said);
  });
});

describe("a certificate", () => {
  const at = "2026-11-21T09:00:00.000Z";
  const found = (endsAt: string | null, distrust: string | null = null, machinesTell = false) =>
    healthFindings("talk", [], [{ host: "talk.example", endsAt, distrust }], { at, machinesTell });
  const of = (...certificate: Parameters<typeof found>) =>
    found(...certificate).map(({ code, severity }) => [code, severity]);

  test.each([
    ["2026-12-07T09:00:00Z", []],
    ["2026-12-05T08:00:00Z", [["certificate-ends", "warning"]]],
    ["2026-11-24T08:00:00Z", [["certificate-ends", "problem"]]],
    [null, []],
  ])("that ends at %s is told of in time", (endsAt, expected) => {
    expect(of(endsAt)).toEqual(expected);
  });

  test("is told of once: where its machine says that it was not renewed, visitors count only at the end", () => {
    expect(of("2026-12-05T08:00:00Z", null, true)).toEqual([]);
    expect(of("2026-11-24T08:00:00Z", null, true)).toEqual([["certificate-ends", "problem"]]);
  });

  test("that browsers refuse is a problem, however long it would hold", () => {
    const refused = found("2027-11-21T09:00:00Z", "ERR_TLS_CERT_ALTNAME_INVALID", true);
    expect(refused).toMatchObject([{ code: "certificate-refused", severity: "problem" }]);
    expect(healthOutcome([], refused)).toBe("degraded");
  });
});
