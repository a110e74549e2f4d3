import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestHost, TestHosts } from "./index.ts";
import { startAuthorities, type TestAuthority } from "./services/authorities.ts";
import { startDns, type TestDns } from "./services/dns.ts";
import { makeTls } from "./services/tls.ts";
import { trustOn } from "./services/trust.ts";

/** Name servers and certificate authorities for a set of test hosts. They end with the set. */
export interface TestServices {
  readonly dns: TestDns;
  readonly acme: {
    /** Its certificates are trusted by nobody. */
    readonly staging: TestAuthority;
    /** Its certificates are trusted by the hosts and by whoever reads `caFile`. */
    readonly production: TestAuthority;
  };
  /**
   * PEM file on this machine with everybody whom clients in this network trust: who signed the authorities' own TLS, and the
   * root of `production`. For NODE_EXTRA_CA_CERTS, `ca` of requests, curl --cacert.
   */
  readonly caFile: string;
  /** Tells a host of the services: name servers and whom it trusts. For hosts that were added or installed anew. */
  readonly introduce: (host: TestHost) => Promise<void>;
  /** Ends what runs outside of the set. To be called before the hosts are removed. */
  readonly stop: () => Promise<void>;
}

/** The domain of the services themselves. */
const ownZone = "services.example";

/** Addresses of the services' own hosts: 10 more than this is the last number. */
const numbers = { ns1: 231, ns2: 232, acme: 233 } as const;

/**
 * Starts two authoritative name servers (Knot DNS) and two certificate authorities (Pebble), each on a host of its own in
 * the set's network, and tells all hosts of them. About four seconds.
 *
 * @param wanted.zones domains that the name servers know, empty but for their name servers
 * @param wanted.certificateSeconds lifetime of certificates; 90 days unless given
 */
export async function startServices(
  hosts: TestHosts,
  wanted: { readonly zones: readonly string[]; readonly certificateSeconds?: number },
): Promise<TestServices> {
  const folder = await mkdtemp(path.join(tmpdir(), "allotment-services-"));
  const [ns1, ns2, acme] = await Promise.all([
    hosts.add("ns1", numbers.ns1),
    hosts.add("ns2", numbers.ns2),
    hosts.add("acme", numbers.acme),
  ]);
  const names = { staging: `acme-staging.${ownZone}`, production: `acme.${ownZone}` };
  const [dns, tls] = await Promise.all([
    startDns([ns1, ns2], { ownZone, zones: wanted.zones }),
    makeTls(folder, Object.values(names), [hosts.machineIpv4, acme.ipv4]),
  ]);
  for (const name of Object.values(names)) await dns.set(name, "A", [hosts.machineIpv4]);
  const authorities = await startAuthorities(acme, {
    names,
    tls,
    address: hosts.machineIpv4,
    resolver: ns1.ipv4,
    certificateSeconds: wanted.certificateSeconds ?? 90 * 86_400,
  });
  const trusted = [tls.caPem, authorities.production.rootPem];
  const caFile = path.join(folder, "trusted.pem");
  await writeFile(caFile, trusted.join(""));
  const introduce = (host: TestHost) => trustOn(host, dns.address, trusted);
  await Promise.all(hosts.all.map(introduce));
  return {
    dns,
    acme: authorities,
    caFile,
    introduce,
    stop: async () => {
      await dns.delay(0);
      await Promise.all([authorities.staging.stop(), authorities.production.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
