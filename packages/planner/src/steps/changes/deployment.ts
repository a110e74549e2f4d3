import {
  addressOf,
  isAddressRecord,
  type Change,
  type Description,
  type DnsRecordResult,
  type Generator,
  type SecretFile,
} from "@allotment/model";
import { valueNumber, whatOf } from "../rotations.ts";
import { always, compare, compareMaps } from "./compare.ts";

/** What belongs to the whole deployment: names in the DNS, secrets, backups, the NixOS release, who carries it. */
export function deploymentChanges(before: Description | null, after: Description): Change[] {
  return [
    ...dnsChanges(before, after),
    ...secretChanges(before, after),
    ...rotationChanges(before, after),
    ...recoveryKeyChanges(before, after),
    ...backupChanges(before, after),
    ...compare(
      { address: "nixosRelease", kind: "version", effects: always("rebuild"), reason: "release" },
      before?.nixosRelease ?? after.nixosRelease,
      after.nixosRelease,
    ),
    ...compare(
      { address: "orchestrator", kind: "setting", effects: always("none"), reason: "orchestrator" },
      before?.orchestrator ?? after.orchestrator,
      after.orchestrator,
    ),
  ];
}

function dnsChanges(before: Description | null, after: Description): Change[] {
  return compareMaps<DnsRecordResult>(byName(before?.dns ?? []), byName(after.dns), (key, was, is) => {
    const { name = key, madeBy = "", need = "required" } = is ?? was ?? {};
    return compare(
      {
        address: addressOf("dns", key),
        kind: "dns",
        effects: always("none"),
        ...reasons[need],
        params: { name, madeBy },
      },
      was,
      is,
    );
  });
}

function byName(results: readonly DnsRecordResult[]): Record<string, DnsRecordResult> {
  return Object.fromEntries(results.map((result) => [keyOf(result), result]));
}

const reasons = { required: { reason: "dns" }, advised: { reason: "dns-advised" } } as const;

// One name can have an address and records of mail.
function keyOf(result: DnsRecordResult): string {
  return isAddressRecord(result) ? result.name : `${result.purpose} ${result.name}`;
}

// A file of a new instance starts with it and says nothing of its own; one that changes restarts who reads it.
function secretChanges(before: Description | null, after: Description): Change[] {
  const effects = { create: "none", update: "restart", delete: "none" } as const;
  return compareMaps<SecretFile>(before?.secrets ?? {}, after.secrets, (path, was, is) =>
    compare(
      { address: addressOf("secrets", path), kind: "secret", effects, reason: "secret", params: { name: path } },
      was,
      is,
    ),
  );
}

// The first value comes with what needs it and says nothing of its own.
function rotationChanges(before: Description | null, after: Description): Change[] {
  return compareMaps<Generator>(before?.generators ?? {}, after.generators, (path, was, is) => {
    if (!was || !is) return [];
    const units = unitsThatRead(after, path);
    const effects = always(units.length > 0 ? "restart" : "none");
    const params = { name: path, what: whatOf(path, is.purpose), units: units.join(", ") || "none" };
    return compare(
      { address: addressOf("generators", path), kind: "secret", effects, reason: "secret-value", params },
      valueNumber(was),
      valueNumber(is),
    );
  });
}

function unitsThatRead({ secrets }: Description, path: string): string[] {
  const files = Object.values(secrets).filter(({ parts }) =>
    Object.values(parts).some((source) => "generated" in source && source.generated === path),
  );
  return [...new Set(files.flatMap(({ restartUnits }) => restartUnits))].sort();
}

// Every secret is encrypted anew, and systemd cannot tell that from a new value.
function recoveryKeyChanges(before: Description | null, after: Description): Change[] {
  if (before === null) return [];
  return compare(
    { address: "recoveryKeys", kind: "secret", effects: always("restart"), reason: "recovery-keys" },
    before.recoveryKeys,
    after.recoveryKeys,
  );
}

function backupChanges(before: Description | null, after: Description): Change[] {
  const effects = { create: "none", update: "none", delete: "irreversible" } as const;
  return compare({ address: "backups", kind: "backups", effects, reason: "backups" }, before?.backups, after.backups);
}
