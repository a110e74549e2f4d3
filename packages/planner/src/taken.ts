import { addedUse, unusedOffer, type OfferUse } from "@allotment/catalogue";
import { isAddressRecord, type Description } from "@allotment/model";
import type { Taken } from "./input.ts";

/**
 * What other deployments of an environment hold, from their descriptions.
 *
 * @param descriptions deployed or being deployed, without the one that is planned
 */
export function takenBy(descriptions: readonly Description[]): Taken {
  const offers: Record<string, OfferUse> = {};
  for (const { type, offer, request, result } of descriptions.flatMap(sharedUses)) {
    const key = `${type}/${offer}`;
    const use = addedUse(offers[key] ?? unusedOffer, request);
    const port = result["port"];
    offers[key] = type === "redis" && typeof port === "number" ? { ...use, ports: [...use.ports, port] } : use;
  }
  return {
    machines: new Set(descriptions.flatMap((one) => Object.keys(one.machines))),
    domains: new Set(descriptions.flatMap((one) => one.dns.filter(isAddressRecord).map((record) => record.name))),
    offers,
  };
}

interface Use {
  readonly type: string;
  readonly offer: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly result: Readonly<Record<string, unknown>>;
}

function sharedUses({ instances, backups }: Description): Use[] {
  const bindings = Object.values(instances).flatMap((instance) => Object.values(instance.bindings));
  const shared = bindings.filter((binding) => binding.machine === null && binding.type !== "dns-record");
  if (backups === null) return shared;
  const { offer, quotaGiB, result } = backups;
  return [...shared, { type: "backup-repository", offer, request: { quotaGiB }, result: { ...result } }];
}
