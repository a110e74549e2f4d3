import { isAddressRecord, type DescribedInstance, type DnsRecordResult } from "@allotment/model";
import { mailRecords } from "./mail-records.ts";

/** Every name that must be in the DNS, once, in alphabetical order; then what is advised for mail. */
export function describeDns(instances: Readonly<Record<string, DescribedInstance>>): DnsRecordResult[] {
  const results = Object.values(instances)
    .flatMap((instance) => Object.values(instance.bindings))
    .filter((binding) => binding.type === "dns-record")
    .map((binding) => binding.result as unknown as DnsRecordResult);
  const byName = new Map(results.filter(isAddressRecord).map((result) => [result.name, result]));
  return [...[...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), ...mailRecords(instances)];
}
