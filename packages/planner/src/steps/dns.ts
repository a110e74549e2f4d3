import type { DescribedInstance, DnsRecordResult } from "@allotment/model";

/** Every name that must be in the DNS, once, in alphabetical order. */
export function describeDns(instances: Readonly<Record<string, DescribedInstance>>): DnsRecordResult[] {
  const results = Object.values(instances)
    .flatMap((instance) => Object.values(instance.bindings))
    .filter((binding) => binding.type === "dns-record")
    .map((binding) => binding.result as unknown as DnsRecordResult);
  const byName = new Map(results.map((result) => [result.name, result]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
