import { findApplication } from "@allotment/catalogue";
import {
  dimensions,
  hasErrors,
  type Configuration,
  type Description,
  type Environment,
  type MachineOffer,
} from "@allotment/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makePlan, nothingTaken, type PlanInput, type PlanOutcome } from "./index.ts";
import { sampleConfiguration, sampleEnvironment, sampleHostKey, sampleInput } from "./testing/index.ts";

/**
 * Safety properties of the planner: what must never happen, whatever the provider has and whatever is asked for.
 * fast-check prints the seed of a failure.
 */

const slugs = ["alto", "bass", "descant", "tenor"];

const instance = (slug: string) =>
  fc.oneof(
    fc.constant({ application: "hello", options: { domain: `${slug}.choir.example` } }),
    fc.integer({ min: 1, max: 20_000 }).map((expectedActiveUsers) => ({
      application: "mastodon",
      options: {
        domain: `${slug}.choir.example`,
        contactEmail: "us@choir.example",
        adminUsername: "root_of_choir",
        adminEmail: "us@choir.example",
        expectedActiveUsers,
      },
    })),
    fc.integer({ min: 1, max: 5_000 }).map((expectedActiveUsers) => ({
      application: "pixelfed",
      options: { domain: `${slug}.choir.example`, contactEmail: "us@choir.example", expectedActiveUsers },
    })),
  );

const configurations: fc.Arbitrary<Configuration> = fc
  .tuple(fc.subarray(slugs, { minLength: 1 }), fc.boolean())
  .chain(([chosen, backups]) =>
    fc.tuple(fc.constant(backups), ...chosen.map((slug) => instance(slug).map((one) => [slug, one] as const))),
  )
  .map(([enabled, ...instances]) => {
    const configuration = sampleConfiguration(Object.fromEntries(instances));
    return { ...configuration, backups: { ...configuration.backups, enabled } };
  });

const machine = (index: number): fc.Arbitrary<MachineOffer> =>
  fc
    .record({
      cpuCores: fc.integer({ min: 1, max: 64 }),
      memoryMiB: fc.integer({ min: 512, max: 131_072 }),
      diskGiB: fc.integer({ min: 10, max: 4_000 }),
      preset: fc.constantFrom("existing" as const, "minimal" as const),
    })
    .map(({ preset, ...size }) => ({
      ...size,
      hardware: { preset },
      placement: "dedicated",
      system: "x86_64-linux",
      hostPublicKey: sampleHostKey("ABCDEFGH"[index] ?? "Z"),
    }));

const environments: fc.Arbitrary<Environment> = fc
  .tuple(fc.constantFrom("one-machine" as const, "machine-per-application" as const), fc.integer({ min: 0, max: 6 }))
  .chain(([placement, count]) =>
    fc.tuple(...Array.from({ length: count }, (_, index) => machine(index))).map((machines) => {
      const environment = sampleEnvironment(placement);
      const offers = Object.fromEntries(machines.map((one, index) => [`m${index}`, one]));
      return { ...environment, offers: { ...environment.offers, machine: offers } };
    }),
  );

const inputs: fc.Arbitrary<PlanInput> = fc
  .tuple(configurations, environments, fc.subarray(["m0", "m1", "m2"]))
  .map(([configuration, environment, machines]) =>
    sampleInput({ configuration, environment, taken: { ...nothingTaken, machines: new Set(machines) } }),
  );

function placementOf(outcome: PlanOutcome): Record<string, string[]> {
  const instances = Object.entries(outcome.description?.instances ?? {});
  return Object.fromEntries(
    instances.map(([slug, one]) => [slug, Object.values(one.components).map((component) => component.machine)]),
  );
}

describe("the planner", () => {
  test("gives the same plan for the same input", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const again = {
          ...input,
          configuration: structuredClone(input.configuration),
          environment: structuredClone(input.environment),
        };
        expect(makePlan(again)).toEqual(makePlan(input));
      }),
    );
  });

  test("never plans a machine over its capacity", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        for (const one of Object.values(makePlan(input).description?.machines ?? {}))
          for (const dimension of dimensions)
            expect(one.used[dimension] + one.reserved[dimension]).toBeLessThanOrEqual(one.capacity[dimension]);
      }),
    );
  });

  test("never uses a machine that others have claimed or that is not declared", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        for (const name of Object.keys(makePlan(input).description?.machines ?? {})) {
          expect(input.taken.machines.has(name)).toBe(false);
          expect(Object.hasOwn(input.environment.offers.machine, name)).toBe(true);
        }
      }),
    );
  });

  test("puts on a machine without NixOS only what runs there", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { description } = makePlan(input);
        for (const [name, one] of Object.entries(description?.machines ?? {})) {
          if (one.hardware.preset !== "minimal") continue;
          const here = one.instances.map((slug) => description?.instances[slug]);
          for (const instance of here) {
            const module = findApplication(instance?.application ?? "");
            expect(module?.hosts).toContain("minimal");
            const servers = Object.values(instance?.bindings ?? {}).filter(({ offer }) => offer === "co-located");
            expect(servers.filter(({ machine: home }) => home === name)).toEqual([]);
          }
          expect(description?.backups).toBeNull();
        }
      }),
    );
  });

  test("keeps to the policy: one machine for all, or one for each", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { description } = makePlan(input);
        if (!description) return;
        const instances = Object.keys(description.instances).length;
        const expected = input.environment.policy.placement === "one-machine" ? 1 : instances;
        expect(Object.keys(description.machines)).toHaveLength(expected);
      }),
    );
  });

  test("never refuses without a reason, and never plans with an error", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const outcome = makePlan(input);
        expect(outcome.plan === null).toBe(hasErrors(outcome.diagnostics));
      }),
    );
  });

  test("has nothing to change right after a success", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { description } = makePlan(input);
        if (!description) return;
        expect(makePlan({ ...input, deployed: description }).plan?.changes).toEqual([]);
      }),
    );
  });

  test("leaves the others where they are when one application is removed", () => {
    fc.assert(
      fc.property(inputs, fc.nat(), (input, pick) => {
        const before = makePlan(input);
        const configuration = input.configuration as Configuration;
        const names = Object.keys(configuration.applications);
        const removed = names[pick % names.length] ?? "";
        if (!before.description || names.length < 2) return;
        const { [removed]: _, ...rest } = configuration.applications;
        const after = makePlan({
          ...input,
          configuration: { ...configuration, applications: rest },
          deployed: before.description,
        });
        const { [removed]: __, ...expected } = placementOf(before);
        expect(placementOf(after)).toEqual(expected);
        const touched =
          after.plan?.changes.filter((change) => change.kind === "option" || change.kind === "component") ?? [];
        expect(touched.filter((change) => !change.address.startsWith(`instances.${removed}.`))).toEqual([]);
      }),
    );
  });

  test("suspends and resumes into the same description", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { description: deployed } = makePlan(input);
        if (!deployed) return;
        const suspended = makePlan({ ...input, deployed, desired: "suspended" }).description;
        expect(makePlan({ ...input, deployed: suspended }).description).toEqual(deployed);
      }),
    );
  });

  test("changes nothing of the others when one application is switched off", () => {
    fc.assert(
      fc.property(inputs, fc.nat(), (input, pick) => {
        const { description: deployed } = makePlan(input);
        const configuration = input.configuration as Configuration;
        const [slug, chosen] = Object.entries(configuration.applications)[pick % 2] ?? [];
        if (!deployed || slug === undefined || !chosen) return;
        const applications = { ...configuration.applications, [slug]: { ...chosen, enabled: false } };
        const off = makePlan({ ...input, configuration: { ...configuration, applications }, deployed }).description;
        const others = ({ [slug]: _, ...rest }: Description["instances"]) => rest;
        expect(others(off?.instances ?? {})).toEqual(others(deployed.instances));
        expect(off?.machines).toEqual(deployed.machines);
        expect(off?.secrets).toEqual(deployed.secrets);
      }),
    );
  });

  test("removes with everything that it has on each of its machines, and nothing twice", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { description: deployed } = makePlan(input);
        if (!deployed) return;
        const removed = makePlan({ ...input, deployed, desired: "removed" }).description;
        for (const [name, items] of Object.entries(removed?.erase?.machines ?? {})) {
          const here = deployed.machines[name]?.instances ?? [];
          const known = new Set(items.map(({ instance }) => instance));
          expect(here.filter((slug) => !known.has(slug))).toEqual([]);
          expect(new Set(items.map((one) => `${one.kind} ${one.name}`)).size).toBe(items.length);
        }
        expect(Object.keys(removed?.erase?.machines ?? {}).sort()).toEqual(Object.keys(deployed.machines).sort());
      }),
    );
  });

  test("more capacity never makes it worse", () => {
    fc.assert(
      fc.property(
        inputs,
        fc.record({ cpuCores: fc.nat(32), memoryMiB: fc.nat(65_536), diskGiB: fc.nat(2_000) }),
        (input, more) => {
          if (makePlan(input).plan === null) return;
          const grown = Object.fromEntries(
            Object.entries(input.environment.offers.machine).map(([name, one]) => [
              name,
              {
                ...one,
                cpuCores: one.cpuCores + more.cpuCores,
                memoryMiB: one.memoryMiB + more.memoryMiB,
                diskGiB: one.diskGiB + more.diskGiB,
              },
            ]),
          );
          const environment = { ...input.environment, offers: { ...input.environment.offers, machine: grown } };
          expect(makePlan({ ...input, environment }).plan).not.toBeNull();
        },
      ),
    );
  });

  test("one more machine never makes it worse", () => {
    fc.assert(
      fc.property(inputs, machine(7), (input, extra) => {
        if (makePlan(input).plan === null) return;
        const machines = { ...input.environment.offers.machine, extra };
        const environment = { ...input.environment, offers: { ...input.environment.offers, machine: machines } };
        expect(makePlan({ ...input, environment }).plan).not.toBeNull();
      }),
    );
  });
});
