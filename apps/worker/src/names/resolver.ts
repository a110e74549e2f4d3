import { promises as dns } from "node:dns";
import { isIP } from "node:net";

/** Where a name server answers. */
export interface ServerAddress {
  /** IPv4 or IPv6 address. */
  readonly address: string;
  readonly port: number;
}

/** Everything of the worker that resolves names goes through one of these. */
export interface Resolver {
  /** Servers that resolve names for whoever asks. */
  readonly servers: readonly ServerAddress[];
  /** Port of zones' own name servers: 53, but in tests. */
  readonly authorityPort: number;
  /**
   * Addresses of a host, IPv4 first; an address is its own. At most 16.
   *
   * @throws Error with the resolver's code (`ENOTFOUND`, `ETIMEOUT` …) when there is none
   */
  readonly resolveAddress: (host: string) => Promise<readonly string[]>;
}

/** The port of the DNS. */
export const dnsPort = 53;

const patience = { timeout: 3000, tries: 2 } as const;
const addressesMax = 16;

/**
 * Makes the worker's resolver.
 *
 * @param servers `ALLOTMENT_RESOLVERS`; the machine's own when empty
 */
export function createResolver(servers: readonly ServerAddress[] = [], authorityPort: number = dnsPort): Resolver {
  const named = servers.map(({ address, port }) =>
    isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`,
  );
  return {
    servers: servers.length > 0 ? servers : dns.getServers().flatMap((text) => serverAddress(text) ?? []),
    authorityPort,
    resolveAddress: async (host) => (isIP(host) === 0 ? addressesOf(named, host) : [host]),
  };
}

async function addressesOf(servers: readonly string[], host: string): Promise<readonly string[]> {
  const resolver = new dns.Resolver(patience);
  if (servers.length > 0) resolver.setServers(servers);
  const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const found = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  if (found.length > 0) return found.slice(0, addressesMax);
  const failed = answers.find((answer) => answer.status === "rejected");
  throw failed?.reason instanceof Error ? failed.reason : new Error("the name has no address");
}

/** An address with an optional port: `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1`, `[2001:db8::1]:5353`. */
export function serverAddress(text: string): ServerAddress | undefined {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-fA-F:.]+)\]|([0-9.]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const address = bracketed ?? plain ?? text;
  const number = Number(port ?? dnsPort);
  return isIP(address) === 0 || number < 1 || number > 65_535 ? undefined : { address, port: number };
}
