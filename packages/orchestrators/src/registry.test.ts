import { hasSentence, orchestratorTraits, schemaRegistry, type OrchestratorId } from "@allotment/model";
import { describe, expect, it } from "vitest";
import { createOrchestrators } from "./registry.ts";

const orchestrators = createOrchestrators({
  dataFolder: "/nowhere",
  env: {},
  readReports: async () => ({ live: null, reports: [] }),
});

describe("the registry of orchestrators", () => {
  it("has exactly those that an environment can name", () => {
    const { properties } = schemaRegistry["environment.schema.json"] as {
      properties: { orchestrator: { enum: string[] } };
    };
    const named = properties.orchestrator.enum;
    expect([...orchestrators.keys()].toSorted()).toEqual(named.toSorted());
  });

  it("practises by the rehearsal alone, as environments do", () => {
    expect([...orchestrators.values()].filter(({ installs }) => !installs).map(({ id }) => id)).toEqual(["rehearsal"]);
  });

  it.each([...orchestrators.values()])("has $id do what planner and store take it for", (orchestrator) => {
    const { installs, machinesPull } = orchestratorTraits[orchestrator.id as OrchestratorId];
    expect({ installs, machinesPull }).toEqual({
      installs: orchestrator.installs,
      machinesPull: orchestrator.capabilities.machinesPull,
    });
  });

  it.each([...orchestrators.values()])("names $id in the message files", ({ id, titleKey }) => {
    expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(hasSentence(titleKey)).toBe(true);
  });

  it.each([
    "unknown-machine",
    "stale-worker",
    "other-system",
    "practised-failure",
    "secrets-incomplete",
    "nix-missing",
    "ssh-key-missing",
    "host-address-missing",
    "host-unreachable",
    "host-wrong-key",
    "host-refused",
    "host-busy",
    "host-failed",
    "host-without-nix",
    "host-disk-full",
    "host-lost",
    "copy-failed",
    "build-failed",
    "build-not-possible",
    "build-out-of-time",
    "build-out-of-memory",
    "switch-failed",
    "switch-timed-out",
    "switch-not-confirmed",
    "switch-undone",
    "switch-stuck",
    "roll-back-unreachable",
    "roll-back-failed",
    "units-failed",
    "health-failed",
    "nixops4-missing",
    "nixops4-needs-nixos",
    "nixops4-locked",
    "nixops4-failed",
    "pull-address-missing",
    "pull-failed",
    "not-by-pull",
    "backup-failed",
    "backup-impossible",
    "erase-failed",
    "evaluation-unknown-option",
    "evaluation-wrong-type",
    "evaluation-no-value",
    "evaluation-conflicting-values",
    "evaluation-failed-assertion",
    "evaluation-syntax",
    "evaluation-recursion",
    "evaluation-failed-build",
    "evaluation-thrown",
    "evaluation-out-of-time",
    "evaluation-out-of-memory",
  ])("has sentences for %s", (code) => {
    for (const part of ["summary", "action"]) expect(hasSentence(`run.failures.${code}.${part}`)).toBe(true);
  });
});
