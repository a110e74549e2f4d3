import type { Description, Environment } from "@allotment/model";
import type { RequestUrl, UrlAnswer } from "@allotment/orchestrators";
import { plainAddress } from "../names/answer.ts";
import type { Resolver } from "../names/resolver.ts";
import { isPublicAddress } from "../public-address.ts";

/** What asking a site as visitors do needs. */
export interface Visiting {
  readonly resolver: Pick<Resolver, "resolveAddress">;
  readonly requestUrl: RequestUrl;
}

/** Where a site is, and how far its certificate has to be trusted. */
export interface VisitedPlace {
  readonly description: Description;
  readonly environment: Pick<Environment, "publicNames">;
  readonly signal: AbortSignal;
}

/** Longest time of one request, in seconds. */
const requestSeconds = 10;

/**
 * Asks for a URL the way a visitor does: by the address that the DNS gives. On a closed network the address is that of the
 * machine, for no DNS knows the name. Whoever owns the domain could have it lead to what is inside the provider's network:
 * nothing is asked there but the deployment's own machines.
 */
export async function visit(
  { resolver, requestUrl }: Visiting,
  { description, environment, signal }: VisitedPlace,
  url: string,
  accept = "*/*",
): Promise<UrlAnswer> {
  const host = new URL(url).hostname;
  const addresses =
    environment.publicNames === false ? machineOf(description, host) : await resolved(resolver, host, signal);
  if (addresses.length === 0) return { problem: "ENOTFOUND" };
  const own = new Set(Object.values(description.machines).flatMap(({ ipv4, ipv6 }) => [ipv4, ipv6].map(plain)));
  const address = addresses.find((one) => isPublicAddress(one) || own.has(plain(one)));
  if (address === undefined) return { problem: `private address ${addresses[0]}` };
  return requestUrl({ url, address, accept, timeoutSeconds: requestSeconds, signal });
}

function plain(address: string | null): string {
  return plainAddress(address ?? "");
}

async function resolved(resolver: Visiting["resolver"], host: string, signal: AbortSignal): Promise<readonly string[]> {
  try {
    return await resolver.resolveAddress(host);
  } catch {
    signal.throwIfAborted();
    return [];
  }
}

/** Address of the machine on which a host is served. */
function machineOf({ instances, machines }: Description, host: string): readonly string[] {
  for (const { bindings } of Object.values(instances)) {
    for (const { type, result, machine } of Object.values(bindings)) {
      if (type !== "http-ingress" || machine === null || Reflect.get(result, "host") !== host) continue;
      const address = machines[machine]?.ipv4 ?? machines[machine]?.ipv6 ?? null;
      return address === null ? [] : [address];
    }
  }
  return [];
}
