import type { Environment, MachineOffer } from "@allotment/model";
import { describe, expect, test } from "vitest";
import { makePlan, validateEnvironment, type PlanOutcome } from "./index.ts";
import { applications } from "@allotment/catalogue";
import {
  sampleConfiguration,
  sampleEnvironment,
  sampleHostKey,
  sampleInput,
  sampleInstances,
} from "./testing/index.ts";

const hello = sampleInstances.hello(50);
const withoutBackups = (instances: Parameters<typeof sampleConfiguration>[0]) => {
  const configuration = sampleConfiguration(instances);
  return { ...configuration, backups: { ...configuration.backups, enabled: false } };
};

/** The sample environment in which these machines have no NixOS. */
function minimal(names: readonly string[], change: Partial<Environment> = {}): Environment {
  const environment = sampleEnvironment();
  const machine = Object.fromEntries(
    Object.entries(environment.offers.machine).map(([name, offer]): [string, MachineOffer] => [
      name,
      names.includes(name) ? { ...offer, hardware: { preset: "minimal" } } : offer,
    ]),
  );
  return { ...environment, ...change, offers: { ...environment.offers, machine } };
}

const all = ["amber", "birch", "cedar"];

function errors({ diagnostics }: PlanOutcome): [string, unknown][] {
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ code, params }) => [code, params["machine"]]);
}

describe("machines without NixOS", () => {
  test("take an application that runs there", () => {
    const { description, diagnostics } = makePlan(
      sampleInput({ environment: minimal(all), configuration: withoutBackups({ hello }) }),
    );
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(Object.values(description?.machines ?? {}).map(({ hardware }) => hardware.preset)).toEqual(["minimal"]);
  });

  test("take no other, and say why for each of them", () => {
    const configuration = withoutBackups({ social: sampleInstances.social(50) });
    const outcome = makePlan(sampleInput({ environment: minimal(all), configuration }));
    expect(errors(outcome)).toEqual(
      all.flatMap((machine) => [
        ["minimal-application", machine],
        ["minimal-server", machine],
      ]),
    );
  });

  test("are passed over where another machine does", () => {
    const configuration = withoutBackups({ social: sampleInstances.social(50) });
    const outcome = makePlan(sampleInput({ environment: minimal(["amber", "birch"]), configuration }));
    expect(Object.keys(outcome.description?.machines ?? {})).toEqual(["cedar"]);
  });

  test("carry nothing that is to be backed up", () => {
    const outcome = makePlan(
      sampleInput({ environment: minimal(["amber"]), configuration: sampleConfiguration({ hello }) }),
    );
    expect(Object.keys(outcome.description?.machines ?? {})).toEqual(["birch"]);
    const nowhere = makePlan(sampleInput({ environment: minimal(all), configuration: sampleConfiguration({ hello }) }));
    expect(errors(nowhere).map(([code]) => code)).toContain("minimal-backups");
  });

  test("refuse backups that are switched on for what they carry, by the field", () => {
    const environment = minimal(["amber"]);
    const deployed = makePlan(sampleInput({ environment, configuration: withoutBackups({ hello }) })).description;
    const outcome = makePlan(sampleInput({ environment, configuration: sampleConfiguration({ hello }), deployed }));
    expect(outcome.diagnostics.filter(({ severity }) => severity === "error")).toMatchObject([
      { code: "minimal-backups", address: "backups.enabled", params: { machine: "amber" } },
    ]);
  });
});

describe("who may log in", () => {
  const workerKeys = [`${sampleHostKey("W")} allotment`];
  const configuration = sampleConfiguration({ hello });
  const real = { ...sampleEnvironment(), orchestrator: "nixos-ssh" as const, adminKeys: [`${sampleHostKey("P")} pat`] };
  const keysOf = (outcome: PlanOutcome) => Object.values(outcome.description?.machines ?? {})[0]?.adminKeys;

  test("is the worker too where it installs over SSH, once, and nowhere else", () => {
    const input = sampleInput({ configuration, environment: real, workerKeys });
    const own = `${sampleHostKey("W")} allotment-worker`;
    expect(keysOf(makePlan(input))).toEqual([`${sampleHostKey("P")} pat`, own]);
    const twice = { ...real, adminKeys: [`${sampleHostKey("W")} by hand`] };
    expect(keysOf(makePlan({ ...input, environment: twice }))).toEqual([`${sampleHostKey("W")} by hand`]);
    const pulling = { ...real, orchestrator: "pull" as const };
    expect(keysOf(makePlan({ ...input, environment: pulling }))).toEqual([`${sampleHostKey("P")} pat`]);
  });

  test("changes visibly when the worker has another key, and by that reason", () => {
    const input = sampleInput({ configuration, environment: real, workerKeys });
    const deployed = makePlan(input).description;
    const changes = makePlan({ ...input, deployed, workerKeys: [sampleHostKey("V")] }).plan?.changes;
    expect(changes).toMatchObject([
      {
        address: "machines.amber.workerKey",
        action: "update",
        reason: "reasons.machine-workerKey-changed",
        before: [`${sampleHostKey("W")} allotment-worker`],
        after: [`${sampleHostKey("V")} allotment-worker`],
      },
    ]);
  });

  test("must not be the worker alone: the provider is warned", () => {
    const codes = (environment: Environment) =>
      validateEnvironment(environment, applications)
        .map(({ code }) => code)
        .filter((code) => code === "no-admin-keys");
    const { adminKeys: _, ...nobody } = real;
    expect(codes(nobody)).toEqual(["no-admin-keys"]);
    expect(codes(real)).toEqual([]);
    expect(codes({ ...nobody, orchestrator: "rehearsal" })).toEqual([]);
  });

  test("and a machine that nobody can reach is named", () => {
    const { ipv4: _, ipv6: __, ...amber } = real.offers.machine["amber"] ?? {};
    const offers = { ...real.offers, machine: { ...real.offers.machine, amber } } as Environment["offers"];
    expect(validateEnvironment({ ...real, offers }, applications)).toContainEqual(
      expect.objectContaining({ code: "machine-without-address", address: "offers.machine.amber" }),
    );
  });
});

describe("what a machine says of its own hardware", () => {
  const module = '{ ... }: { boot.loader.grub.device = "/dev/sda"; }';
  const withModule = (text: string): Environment => {
    const environment = { ...sampleEnvironment(), orchestrator: "nixos-ssh" as const };
    const machine = Object.fromEntries(
      Object.entries(environment.offers.machine).map(([name, offer]): [string, MachineOffer] => [
        name,
        { ...offer, hardware: { preset: "existing", module: text } },
      ]),
    );
    return { ...environment, offers: { ...environment.offers, machine } };
  };
  const configuration = sampleConfiguration({ hello });

  test("is missed where NixOS is to be installed on a machine that keeps its own", () => {
    const missing = (environment: Environment) =>
      validateEnvironment(environment, applications).filter(({ code }) => code === "hardware-missing").length;
    expect(missing({ ...sampleEnvironment(), orchestrator: "nixos-ssh" })).toBe(3);
    expect(missing(withModule(module))).toBe(0);
    expect(missing(sampleEnvironment())).toBe(0);
  });

  test("goes with the machine, and a change of it is no change of the disk", () => {
    const input = sampleInput({ configuration, environment: withModule(module) });
    const deployed = makePlan(input).description;
    expect(deployed?.machines["amber"]?.hardware).toEqual({ preset: "existing", disk: null, module });
    const { plan, diagnostics } = makePlan({ ...input, environment: withModule("{ }"), deployed, frozen: true });
    expect(diagnostics.map(({ code }) => code)).not.toContain("disk-layout-changes");
    expect(plan?.changes).toMatchObject([
      { address: "machines.amber.hardwareModule", reason: "reasons.machine-hardwareModule-changed", effect: "rebuild" },
    ]);
  });
});
