import {
  addressOf,
  errorAt,
  fits,
  practises,
  validateAgainst,
  warningAt,
  type ApplicationModule,
  type Diagnostic,
  type Environment,
  type MachineOffer,
} from "@allotment/model";
import { capacityOf, reserveOf } from "./steps/placement.ts";
import { byHand, coLocated } from "./steps/offers.ts";

/**
 * Validates a provider's environment: its shape, then what the shape cannot say (names that are used but not declared,
 * two machines with one key or address, machines that are full before anything is on them).
 *
 * @param environment anything, e.g. parsed YAML
 */
export function validateEnvironment(environment: unknown, applications: readonly ApplicationModule[]): Diagnostic[] {
  const shape = validateAgainst("environment.schema.json", environment);
  if (shape.length > 0) return shape;
  const valid = environment as Environment;
  return [
    ...unknownOffers(valid),
    ...unknownApplications(valid, applications),
    ...repeated(valid, "hostPublicKey", "host-key-repeated"),
    ...repeated(valid, "ipv4", "address-repeated"),
    ...repeated(valid, "ipv6", "address-repeated"),
    ...fullMachines(valid),
    ...unplaceable(valid),
    ...missingOffers(valid),
    ...lockedOut(valid),
    ...withoutHardware(valid),
  ];
}

function unknownOffers(environment: Environment): Diagnostic[] {
  const { offers, policy } = environment;
  return Object.entries(policy.prefer ?? {}).flatMap(([type, names]) => {
    const declared: Readonly<Record<string, unknown>> = { ...offers[type as keyof typeof offers] };
    return names
      .filter((name) => name !== coLocated && name !== byHand && !Object.hasOwn(declared, name))
      .map((name) => errorAt(addressOf("policy", "prefer", type), "offer-not-declared", { name, type }));
  });
}

function unknownApplications(environment: Environment, applications: readonly ApplicationModule[]): Diagnostic[] {
  return (environment.policy.rules ?? []).flatMap((rule, index) =>
    applications.some((module) => module.id === rule.application)
      ? []
      : [
          errorAt(addressOf("policy", "rules", index, "application"), "unknown-application", {
            name: rule.application,
          }),
        ],
  );
}

function repeated(environment: Environment, field: "hostPublicKey" | "ipv4" | "ipv6", code: string): Diagnostic[] {
  const seen = new Map<string, string>();
  return machinesOf(environment).flatMap(([name, machine]) => {
    const value = machine[field];
    if (value === undefined) return [];
    const first = seen.get(value);
    if (first === undefined) seen.set(value, name);
    return first === undefined ? [] : [errorAt(addressOf("offers", "machine", name, field), code, { other: first })];
  });
}

function fullMachines(environment: Environment): Diagnostic[] {
  return machinesOf(environment)
    .filter(([, machine]) => !fits(reserveOf(environment), capacityOf(machine)))
    .map(([name]) => warningAt(addressOf("offers", "machine", name), "machine-smaller-than-reserve"));
}

function unplaceable(environment: Environment): Diagnostic[] {
  return machinesOf(environment)
    .filter(([, machine]) => machine.placement !== "dedicated")
    .map(([name]) => warningAt(addressOf("offers", "machine", name, "placement"), "placement-not-yet"));
}

// Without these no application of the catalogue can be placed: better said here than to every operator.
function missingOffers(environment: Environment): Diagnostic[] {
  const needed = ["http-ingress", "smtp", "backup-repository"] as const;
  return needed
    .filter((type) => Object.keys(environment.offers[type] ?? {}).length === 0)
    .map((type) => warningAt(addressOf("offers", type), "nothing-offered", { type }));
}

// What is installed replaces whoever could log in before: somebody has to be left beside the worker.
function lockedOut(environment: Environment): Diagnostic[] {
  if (practises(environment.orchestrator)) return [];
  const unreachable = machinesOf(environment)
    .filter(([, machine]) => machine.ipv4 === undefined && machine.ipv6 === undefined)
    .map(([name]) => warningAt(addressOf("offers", "machine", name), "machine-without-address"));
  if ((environment.adminKeys ?? []).length > 0) return unreachable;
  return [warningAt("adminKeys", "no-admin-keys"), ...unreachable];
}

// What would be built for such a machine cannot boot, so it is never switched to.
function withoutHardware(environment: Environment): Diagnostic[] {
  if (practises(environment.orchestrator)) return [];
  return machinesOf(environment)
    .filter(([, { hardware }]) => (hardware?.preset ?? "existing") === "existing" && hardware?.module === undefined)
    .map(([name]) =>
      warningAt(addressOf("offers", "machine", name, "hardware"), "hardware-missing", { machine: name }),
    );
}

function machinesOf(environment: Environment): [string, MachineOffer][] {
  return Object.entries(environment.offers.machine);
}
