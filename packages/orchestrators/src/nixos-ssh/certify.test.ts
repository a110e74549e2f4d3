import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { systemClock, type StepResult } from "@allotment/engine";
import { sampleDescription, sampleEnvironment } from "@allotment/engine/testing";
import { sentence, type Description, type Environment } from "@allotment/model";
import { afterEach, beforeEach, expect, test } from "vitest";
import { PhaseRun } from "../testing/index.ts";
import type { HostOutcome } from "../ssh/run.ts";
import { certificatesIn } from "./certificates.ts";
import { createNixosSsh } from "./index.ts";

const environment: Environment = { ...sampleEnvironment(), orchestrator: "nixos-ssh" };
const now = 1_800_000_000;
let folder: string;
/** What was asked of a machine, in order: `birch certificates --now`. */
let asked: string[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "allotment-certify-"));
  await writeFile(path.join(folder, "key"), "");
  asked = [];
});
afterEach(() => rm(folder, { recursive: true }));

/** The sample, with a host of each instance that an authority signs for unless another one is said. */
function described(acmeServer: string | null = "https://authority.example/dir"): Description {
  const sample = sampleDescription();
  const instances = Object.entries(sample.instances).map(([slug, instance]) => {
    const machine = Object.values(instance.components)[0]?.machine ?? "";
    const host = `${slug}.example`;
    const result = { host, machine, purpose: "web", acmeEmail: "us@a.example", acmeServer, acmeStagingServer: null };
    const site = { type: "http-ingress", offer: "certificates", machine, request: {}, result, secrets: {} } as const;
    return [slug, { ...instance, bindings: { ...instance.bindings, site } }] as const;
  });
  return { ...sample, orchestrator: "nixos-ssh", instances: Object.fromEntries(instances) };
}

/** Certifies while machines answer one after another of these texts for each call, the last one for ever. */
async function certify(
  answers: Readonly<Record<string, readonly (string | HostOutcome)[]>>,
  { description = described(), publicNames = true } = {},
): Promise<StepResult> {
  const calls = new Map<string, number>();
  const orchestrator = createNixosSsh({
    folder,
    keyFile: path.join(folder, "key"),
    env: {},
    outside: {
      runOnHost: async (target, argv) => {
        asked.push(`${target.name} ${/allotment-host ([^<"]*) </.exec(argv.join(" "))?.[1] ?? "?"}`);
        const call = calls.get(target.name) ?? 0;
        calls.set(target.name, call + 1);
        const said = answers[target.name]?.[Math.min(call, (answers[target.name]?.length ?? 1) - 1)] ?? "";
        return typeof said === "string" ? { kind: "done", exitCode: 0, stdout: said, stderr: "" } : said;
      },
    },
  });
  const ground = { orchestrator, environment: { ...environment, publicNames }, treeOf: async () => tree };
  const clock = { ...systemClock, now: () => now * 1000, sleep: async () => undefined };
  return await new PhaseRun(ground, description, "run", {}).phase("certify", { clock });
}

const tree = { folder: "/nowhere", commit: "0".repeat(40) };
const valid = (host: string) => `certificate=${host} valid ${now + 1000} ${now + 600} - \n`;
const [left, right] = ["left", "right"].map((slug) => ({
  host: `${slug}.example`,
  machine: Object.values(sampleDescription().instances[slug]?.components ?? {})[0]?.machine ?? "",
}));
if (!left || !right) throw new Error("the sample has two instances");

test("is done where each host has a certificate of the authority, at once or after a while", async () => {
  const trying = `certificate=${left.host} waiting - - -\n`;
  const said = { [left.machine]: [trying, trying, valid(left.host)], [right.machine]: [valid(right.host)] };
  expect(await certify(said)).toEqual({ kind: "done" });
  expect(asked.some((call) => call.includes("--now"))).toBe(false);
});

test("asks nobody where no authority is to sign, names are not public, or all is suspended", async () => {
  const { instances, ...rest } = described();
  const suspended = Object.entries(instances).map(([slug, instance]) => [slug, { ...instance, stopped: "suspended" }]);
  const description = { ...rest, instances: Object.fromEntries(suspended) as Description["instances"] };
  expect(await certify({}, { description })).toEqual({ kind: "done" });
  expect(await certify({}, { description: described(null) })).toEqual({ kind: "done" });
  expect(await certify({}, { publicNames: false })).toEqual({ kind: "done" });
  expect(asked).toEqual([]);
});

test("waits with what the authority said, and comes back with the machine's next try", async () => {
  const failed = `certificate=${left.host} waiting - ${now + 120} dns no valid A records found for ${left.host}\n`;
  const trying = `certificate=${left.host} waiting - - -\n`;
  const result = await certify({ [left.machine]: [trying, failed], [right.machine]: [valid(right.host)] });
  expect(result).toMatchObject({ kind: "waiting", for: "certificate", checkAgainSeconds: 121 });
  const { params } = result as Extract<StepResult, { kind: "waiting" }>;
  const text = sentence("run.waiting.certificate", params ?? {});
  expect(text).toContain(`Waiting for the certificate of ${left.host}: the authority finds no address for that name.`);
  expect(text).toContain(`What was said: “no valid A records found for ${left.host}”`);
  expect(text).toContain("The next try is at 2027-01-15 08:02 UTC.");
  expect(text).toContain("Until then the site runs with a certificate that its machine made itself");
});

test("has a machine that planned to wait try again, for whoever comes sooner has a reason", async () => {
  const patient = `certificate=${left.host} waiting - ${now + 900} connection refused\n`;
  const said = { [left.machine]: [patient, patient, valid(left.host)], [right.machine]: [valid(right.host)] };
  expect(await certify(said)).toEqual({ kind: "done" });
  expect(asked.filter((call) => call.includes("--now"))).toEqual([`${left.machine} certificates --now`]);
});

test("tells of the host that somebody has to do something for before those that pass by themselves", async () => {
  const result = await certify({
    [left.machine]: [
      `certificate=${left.host} waiting - - -\n`,
      `certificate=${left.host} waiting - ${now + 90} rateLimited too many\n`,
    ],
    [right.machine]: [
      `certificate=${right.host} waiting - - -\n`,
      `certificate=${right.host} refused - ${now + 90} rejectedIdentifier forbidden by policy\n`,
    ],
  });
  expect(result).toMatchObject({ params: { host: right.host, reason: "rejectedIdentifier", count: 2 } });
});

test("a machine that does not answer is a failure that passes", async () => {
  const away = { kind: "unreachable", started: false, detail: "" } as const;
  expect(await certify({ [left.machine]: [away], [right.machine]: [valid(right.host)] })).toMatchObject({
    kind: "failed",
    failure: { code: "host-unreachable", retryable: true },
  });
});

test("a hostile answer is no more than text", () => {
  const lines = [
    "a.example valid 99999999999999999999 x - \u001B[31mred",
    "b.example glorious 1 1 -",
    "c.example refused - 12 ../../etc evil",
    "incomplete",
  ];
  expect(certificatesIn(new Map([["certificate", lines]]))).toEqual([
    { host: "c.example", state: "refused", notAfterSeconds: null, nextTrySeconds: 12, reason: null, detail: "evil" },
  ]);
});
