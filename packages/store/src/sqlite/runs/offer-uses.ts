import type { Description, Environment } from "@allotment/model";

/** How much a resource takes of a shared offer. */
export interface OfferAmounts {
  readonly diskGiB: number;
  readonly memoryMiB: number;
  readonly connections: number;
}

/** One resource of a description that comes from a shared offer. */
export interface OfferUse extends OfferAmounts {
  readonly type: string;
  readonly offer: string;
  /** `slug/role`. */
  readonly path: string;
  /** Null where the offer hands out no ports. */
  readonly port: number | null;
}

/** Types of which any number can be had, so that nobody stands in anybody's way. */
const unlimitedTypes: readonly string[] = ["dns-record", "http-ingress", "smtp"];

/** What a description uses of the shared offers of its environment. */
export function offerUses({ instances, backups }: Description, environment: Environment): OfferUse[] {
  const shared = Object.entries(instances).flatMap(([slug, { bindings }]) =>
    Object.entries(bindings)
      .filter(([, { type, machine }]) => machine === null && !unlimitedTypes.includes(type))
      .map(([role, { type, offer, request, result }]) => {
        // Where an offer hands out ports, the port is the resource; elsewhere all share one.
        const handsOut = "portFirst" in offerOf(environment, type, offer);
        const port = handsOut && typeof result["port"] === "number" ? result["port"] : null;
        return { type, offer, path: `${slug}/${role}`, port, ...amountsOf(request) };
      }),
  );
  if (backups === null) return shared;
  const { offer, quotaGiB } = backups;
  const backup = { type: "backup-repository", offer, path: "deployment/backup", port: null };
  return [...shared, { ...backup, ...amountsOf({ quotaGiB }) }];
}

/** An offer as the environment declares it; empty when it does not. */
export function offerOf({ offers }: Environment, type: string, name: string): Readonly<Record<string, unknown>> {
  const byType = offers as unknown as Readonly<Record<string, Readonly<Record<string, object>> | undefined>>;
  return { ...byType[type]?.[name] };
}

function amountsOf(request: Readonly<Record<string, unknown>>): OfferAmounts {
  const capacity: Readonly<Record<string, unknown>> = { ...Object(request["capacity"]) };
  return {
    diskGiB: numberOf(request["quotaGiB"] ?? capacity["diskGiB"]),
    memoryMiB: numberOf(capacity["memoryMiB"]),
    connections: numberOf(request["connectionsMax"]),
  };
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
