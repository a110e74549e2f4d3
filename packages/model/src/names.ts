import type { Description, DnsRecord, DnsRecordResult } from "./generated/schemas.ts";

/** One record that somebody has to make, or should. */
export interface NeededRecord {
  /** Names it among those of one deployment: `address/choir.org/A`. */
  readonly id: string;
  readonly name: string;
  readonly type: DnsRecord["type"];
  /** Null while the address of the machine is not known, or where only whoever makes it knows. */
  readonly value: string | null;
  readonly ttlSeconds: number;
  readonly purpose: DnsRecordResult["purpose"];
  /** Whose turn it is. */
  readonly madeBy: DnsRecordResult["madeBy"];
  readonly need: "required" | "advised";
}

const addresses: ReadonlySet<DnsRecordResult["purpose"]> = new Set(["address", "media", "account-redirect"]);

/** Whether it is about a host that people and other servers go to, and not about mail. */
export function isAddressRecord({ purpose }: Pick<DnsRecordResult, "purpose">): boolean {
  return addresses.has(purpose);
}

/** Every record of a description, one by one. */
export function neededRecords({ dns }: Pick<Description, "dns">): NeededRecord[] {
  return dns.flatMap(({ name, purpose, madeBy, need = "required", records }) =>
    records.map(({ type, value, ttlSeconds }) => ({
      id: `${purpose}/${name}/${type}`,
      name,
      type,
      value,
      ttlSeconds,
      purpose,
      madeBy,
      need,
    })),
  );
}

/**
 * A redirect that the website of a handle domain has to make, because it is not served here: without it other servers do
 * not find the people of the community.
 */
export interface NeededRedirect {
  /** As the ids of records: `redirect/choir.org`. */
  readonly id: string;
  readonly instance: string;
  /** Host that handles end in, of another website. */
  readonly account: string;
  /** Host that it leads to. */
  readonly web: string;
}

/** Paths that such a website redirects, the first one being what everything depends on (RFC 7033, RFC 6415, NodeInfo). */
export const redirectedPaths = ["/.well-known/webfinger", "/.well-known/host-meta", "/.well-known/nodeinfo"] as const;

/** The redirects that a description needs somebody else's website to make. */
export function neededRedirects({ instances }: Pick<Description, "instances">): NeededRedirect[] {
  return Object.entries(instances).flatMap(([instance, { domains, bindings }]) => {
    const { account, web } = domains;
    const served = Object.values(bindings).some(
      ({ type, result }) => type === "http-ingress" && result["host"] === account,
    );
    return account === null || served ? [] : [{ id: `redirect/${account}`, instance, account, web }];
  });
}
