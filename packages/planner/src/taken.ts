import type { OfferUse } from "@allotment/catalogue";
import type { Description } from "@allotment/model";
import type { Taken } from "./input.ts";
import { requestedDiskGiB, unused } from "./steps/offers.ts";

/**
 * What other deployments of an environment hold, from their descriptions.
 *
 * @param descriptions deployed or being deployed, without the one that is planned
 */
export function takenBy(descriptions: readonly Description[]): Taken {
  const offers: Record<string, OfferUse> = {};
  for (const { type, offer, request, result } of descriptions.flatMap(sharedUses)) {
    const key = `${type}/${offer}`;
    const use = offers[key] ?? unused;
    const port = result["port"];
    offers[key] = {
      users: use.users + 1,
      diskGiB: use.diskGiB + requestedDiskGiB(request),
      ports: type === "redis" && typeof port === "number" ? [...use.ports, port] : use.ports,
    };
  }
  return {
    machines: new Set(descriptions.flatMap((one) => Object.keys(one.machines))),
    domains: new Set(descriptions.flatMap((one) => one.dns.map((record) => record.name))),
    offers,
  };
}

interface Use {
  readonly type: string;
  readonly offer: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly result: Readonly<Record<string, unknown>>;
}

function sharedUses(description: Description): Use[] {
  const bindings = Object.values(description.instances).flatMap((instance) => Object.values(instance.bindings));
  return bindings.filter((binding) => binding.machine === null && binding.type !== "dns-record");
}
