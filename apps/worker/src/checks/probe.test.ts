import type { HealthProbe } from "@allotment/model";
import type { HostOutcome, RunOnHost, SshTarget } from "@allotment/orchestrators";
import { describe, expect, test } from "vitest";
import { runProbe } from "./probe.ts";

const target: SshTarget = {
  name: "amber",
  address: "192.0.2.1",
  port: 22,
  user: "root",
  hostPublicKey: "ssh-ed25519 AAAA",
  keyFile: "/nowhere",
};
const probe: HealthProbe = {
  component: "server",
  probe: ["allotment-probe-choir", "talk"],
  purposes: ["database", "jobs"],
};

interface Called {
  readonly argv: readonly string[];
  readonly timeoutSeconds: number;
}

async function ask(outcome: HostOutcome, user = "root", calls: Called[] = []) {
  const run: RunOnHost = async (_, argv, { timeoutSeconds }) => {
    calls.push({ argv, timeoutSeconds });
    return outcome;
  };
  const signal = new AbortController().signal;
  const seen = await runProbe({ run, target: { ...target, user }, signal, at: "2026-11-21T09:00:00.000Z" }, probe);
  return Object.fromEntries(seen.map((one) => [one.purpose, one]));
}
const done = (stdout: string, exitCode = 0, stderr = ""): HostOutcome => ({ kind: "done", exitCode, stdout, stderr });

describe("a program that says what no visitor sees", () => {
  test("says it for each purpose, with its figure and its words", async () => {
    const seen = await ask(
      done("check=database ok\ncheck=jobs wrong 4000 The first of 2 jobs has been due for long.\n"),
    );
    expect(seen).toMatchObject({
      database: { outcome: "ok", code: "probe-ok", figure: null, where: "amber" },
      jobs: {
        outcome: "wrong",
        figure: 4000,
        params: { seconds: 4000, said: "The first of 2 jobs has been due for long." },
      },
    });
  });

  test("is ended by the machine itself before this end gives up: those that hang do not become more", async () => {
    const calls: Called[] = [];
    await ask(done(""), "admin", calls);
    const [{ argv, timeoutSeconds } = { argv: [], timeoutSeconds: 0 }] = calls;
    expect(argv.slice(0, 4)).toEqual(["sudo", "-n", "--", "timeout"]);
    expect(argv.slice(-2)).toEqual(["/run/current-system/sw/bin/allotment-probe-choir", "talk"]);
    const limits = argv.filter((word) => /^\d+$/.test(word)).map(Number);
    expect(limits).toHaveLength(2);
    expect(timeoutSeconds).toBeGreaterThan(limits.reduce((sum, seconds) => sum + seconds, 0));
  });

  test.each([124, 137])("and hangs (%i) leaves the rest unknown, but what it had said counts", async (exitCode) => {
    const seen = await ask(done("check=database wrong 0 FATAL: too many connections\n", exitCode));
    expect(seen).toMatchObject({
      database: { outcome: "wrong" },
      jobs: { outcome: "unknown", code: "probe-broken", params: { said: "timeout" } },
    });
  });

  test.each<[string, HostOutcome, string]>([
    ["is not there", done("", 127, "timeout: No such file or directory\n"), "timeout: No such file or directory"],
    ["fails without a word", done("", 1), "exit 1"],
    ["says nothing at all", done(""), "exit 0"],
  ])("and %s is broken", async (_, outcome, said) => {
    const unknown = { outcome: "unknown", code: "probe-broken", params: { said } };
    expect(await ask(outcome)).toMatchObject({ database: unknown, jobs: unknown });
  });

  test("and leaves out a purpose leaves only that one unknown", async () => {
    expect(await ask(done("check=jobs ok 0\n"))).toMatchObject({
      database: { outcome: "unknown", code: "probe-silent" },
      jobs: { outcome: "ok" },
    });
  });

  test.each<HostOutcome>([
    { kind: "unreachable", started: false, detail: "No route to host" },
    { kind: "timeout" },
    { kind: "refused" },
    { kind: "wrong-host-key" },
  ])("on a machine that is not reached ($kind) says nothing about the application", async (outcome) => {
    const unknown = { outcome: "unknown", code: "probe-silent", params: { said: outcome.kind } };
    expect(await ask(outcome)).toMatchObject({ database: unknown, jobs: unknown });
  });
});

describe("what such a program prints", () => {
  test("counts by its last word about a purpose", async () => {
    expect(await ask(done("check=jobs ok 1\ncheck=jobs wrong 2\n"))).toMatchObject({ jobs: { outcome: "wrong" } });
  });

  test.each([
    ["another word", "check=jobs fine"],
    ["another purpose", "check=weather wrong"],
    ["something before it", "xcheck=jobs wrong"],
    ["a name without end", `check=${"j".repeat(100_000)} wrong`],
    ["no word", "check=jobs"],
    ["a word that goes on", "check=jobs wrongly"],
  ])("is not read when it is %s", async (_, line) => {
    expect((await ask(done(`${line}\ncheck=database ok\n`)))["jobs"]?.outcome).toBe("unknown");
  });

  test("is read though it quotes what an application said, line ends of other systems included", async () => {
    const line = "check=jobs wrong 5 it said\r twice \u2028 no";
    expect(await ask(done(`${line}\n`))).toMatchObject({ jobs: { outcome: "wrong", figure: 5 } });
  });

  test("is cut, on one line and without control characters", async () => {
    const seen = await ask(done(`check=jobs wrong 5 \u001b[31m\u202e${"x".repeat(500_000)}\u0007\n`));
    const said = String(seen["jobs"]?.params["said"]);
    expect(said.length).toBeLessThanOrEqual(200);
    // eslint-disable-next-line no-control-regex -- that is what it is about
    expect(said).not.toMatch(/[\u0000-\u001f\u202e]/);
  });

  test("takes no figure that is none: it is text", async () => {
    expect(await ask(done(`check=jobs ok ${"9".repeat(30)}\n`))).toMatchObject({
      jobs: { outcome: "ok", figure: null },
    });
  });

  test("ends somewhere: what comes after a hundred lines is not read", async () => {
    const seen = await ask(done(`${"noise\n".repeat(1_000_00)}check=jobs ok 0\n`));
    expect(seen["jobs"]?.outcome).toBe("unknown");
  });
});
