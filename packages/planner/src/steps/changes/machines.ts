import { addressOf, type Change, type DescribedMachine, type Description } from "@allotment/model";
import { partedKeys } from "../admin-keys.ts";
import { always, compare, compareMaps } from "./compare.ts";

/** Machines that join, leave or are set up differently. What runs on them is compared with the instances. */
export function machineChanges(before: Description | null, after: Description): Change[] {
  return compareMaps(before?.machines ?? {}, after.machines, (name, was, is) => {
    const address = addressOf("machines", name);
    const params = { machine: name };
    if (!was || !is) {
      const effects = { create: "new-machine", update: "rebuild", delete: "irreversible" } as const;
      return compare(
        { address, kind: "machine", effects, reason: "machine", params },
        was && summary(was),
        is && summary(is),
      );
    }
    const part = (field: keyof DescribedMachine, effect: "reload" | "restart" | "rebuild") =>
      compare(
        {
          address: `${address}.${field}`,
          kind: "machine",
          effects: always(effect),
          reason: `machine-${field}`,
          params,
        },
        was[field],
        is[field],
      );
    return [
      // Secrets are encrypted anew for it, and what reads one starts anew.
      ...part("hostPublicKey", "restart"),
      ...part("ssh", "reload"),
      ...part("ipv4", "rebuild"),
      ...part("ipv6", "rebuild"),
      ...keyChanges(was, is, params),
      ...part("firewall", "reload"),
      ...hardwareChanges(was, is, params),
      ...part("postgresql", "restart"),
    ];
  });
}

// The layout of a disk is for ever; what else the machine says of its hardware is not.
function hardwareChanges(was: DescribedMachine, is: DescribedMachine, params: Readonly<{ machine: string }>): Change[] {
  const layout = ({ hardware: { preset, disk } }: DescribedMachine) => ({ preset, disk });
  const facts = (field: string) => ({
    address: addressOf("machines", params.machine, field),
    kind: "machine" as const,
    effects: always("rebuild"),
    reason: `machine-${field}`,
    params,
  });
  return [
    ...compare(facts("hardware"), layout(was), layout(is)),
    ...compare(facts("hardwareModule"), was.hardware.module ?? null, is.hardware.module ?? null),
  ];
}

function keyChanges(was: DescribedMachine, is: DescribedMachine, params: Readonly<{ machine: string }>): Change[] {
  const [before, after] = [partedKeys(was), partedKeys(is)];
  const kinds = [
    ["adminKeys", "administrators"],
    ["workerKey", "worker"],
  ] as const;
  return kinds.flatMap(([field, which]) =>
    compare(
      {
        address: addressOf("machines", params.machine, field),
        kind: "machine",
        effects: always("reload"),
        reason: `machine-${field}`,
        params,
      },
      before[which],
      after[which],
    ),
  );
}

function summary(machine: DescribedMachine) {
  const { offer, system, ipv4, ipv6, instances, firewall } = machine;
  return { offer, system, ipv4, ipv6, instances, firewall };
}
