import type { Description, Environment } from "@allotment/model";
import type { RequestUrl, UrlAnswer } from "@allotment/orchestrators";
import type { Resolver } from "../names/resolver.ts";

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
 * machine, for no DNS knows the name.
 */
export async function visit(
  { resolver, requestUrl }: Visiting,
  { description, environment, signal }: VisitedPlace,
  url: string,
  accept = "*/*",
): Promise<UrlAnswer> {
  const host = new URL(url).hostname;
  const address =
    environment.publicNames === false ? machineOf(description, host) : await resolved(resolver, host, signal);
  if (address === null) return { problem: "ENOTFOUND" };
  return requestUrl({ url, address, accept, timeoutSeconds: requestSeconds, signal });
}

async function resolved(resolver: Visiting["resolver"], host: string, signal: AbortSignal): Promise<string | null> {
  try {
    return (await resolver.resolveAddress(host))[0] ?? null;
  } catch {
    signal.throwIfAborted();
    return null;
  }
}

/** Address of the machine on which a host is served. */
function machineOf({ instances, machines }: Description, host: string): string | null {
  for (const { bindings } of Object.values(instances)) {
    for (const { type, result, machine } of Object.values(bindings)) {
      if (type !== "http-ingress" || machine === null || Reflect.get(result, "host") !== host) continue;
      return machines[machine]?.ipv4 ?? machines[machine]?.ipv6 ?? null;
    }
  }
  return null;
}
