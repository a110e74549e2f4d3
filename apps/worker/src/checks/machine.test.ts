import type { CheckContext } from "@allotment/engine";
import type { HostOutcome, RunOnHost } from "@allotment/orchestrators";
import type { MachineObservationRecord } from "@allotment/store";
import { describe, expect, test } from "vitest";
import { createMachineCheck, type MachineSurroundings } from "./machine.ts";

const now = Date.parse("2026-11-21T09:00:00Z");
const amber = {
  ipv4: "192.0.2.1",
  ipv6: null,
  ssh: { user: "root", port: 22 },
  hostPublicKey: "ssh-ed25519 AAAA",
};

async function look(outcome: HostOutcome, machines: object = { amber }) {
  const calls: (readonly string[])[] = [];
  const runOnHost: RunOnHost = async (_, argv) => {
    calls.push(argv);
    return outcome;
  };
  const recorded = [
    { machine: "birch", generation: 3 },
    { machine: "amber", generation: 7 },
  ] as unknown as readonly MachineObservationRecord[];
  const store = { machines: { observations: async () => recorded } } as unknown as MachineSurroundings["store"];
  const actor = { kind: "worker", workerId: "test" } as const;
  // Only what the handler reads of its context.
  const result = await createMachineCheck({ store, actor, sshKeyFile: "/nowhere", runOnHost })({
    check: { subject: "amber", deploymentId: "choir" },
    description: { machines },
    previous: null,
    clock: { now: () => now },
    signal: new AbortController().signal,
  } as unknown as CheckContext<"machine">);
  return { result, calls };
}

const answers = (facts: string, units: string, certificates: string): HostOutcome => ({
  kind: "done",
  exitCode: 0,
  stdout: [facts, units, certificates].join("next-answer=yes\n"),
  stderr: "",
});
const seven = "generation=7\nsystem=/nix/store/seven\ngeneration-system=/nix/store/seven\n";

describe("a machine", () => {
  test("is asked for everything in one call, and is held to its own generation, not to another machine's", async () => {
    const days = now / 1000 + 5 * 86_400;
    const said = answers(seven, "unit=web failed\n", `certificate=a.example valid ${days} ${days} dns no such name\n`);
    const { result, calls } = await look(said);
    expect(calls).toHaveLength(1);
    expect(result.findings.map(({ code }) => code)).toEqual(["units-failed", "certificate-not-renewed"]);
    expect(result.facts).toMatchObject({ drifted: false, recorded: { generation: 7 } });
  });

  test("ends the questions by itself when they hang", async () => {
    const { calls } = await look({ kind: "timeout" });
    expect(calls[0]?.slice(0, 5)).toEqual(["timeout", "-k", "5", "30", "sh"]);
  });

  test("that says only the half of it is not thought to be well", async () => {
    const half: HostOutcome = { kind: "done", exitCode: 124, stdout: seven, stderr: "" };
    expect((await look(half)).result).toMatchObject({ outcome: "unknown", facts: { missed: 1, answeredAt: null } });
  });

  test.each<[HostOutcome, readonly string[]]>([
    [{ kind: "unreachable", started: false, detail: "No route to host" }, []],
    [{ kind: "timeout" }, []],
    [{ kind: "refused" }, ["machine-refused"]],
    [{ kind: "wrong-host-key" }, ["machine-wrong-host-key"]],
  ])("that does not answer (%o) is unknown at the first look", async (outcome, expected) => {
    const { result } = await look(outcome);
    expect(result.outcome).toBe("unknown");
    expect(result.findings.map(({ code }) => code)).toEqual(expected);
  });

  test("without an address is asked nothing", async () => {
    const { result, calls } = await look(answers(seven, "", ""), { amber: { ...amber, ipv4: null } });
    expect({ outcome: result.outcome, calls }).toEqual({ outcome: "unknown", calls: [] });
  });
});
