import type { DescribedInstance, DnsRecordResult, SmtpResult } from "@allotment/model";

/** Time to live of new records in seconds: short enough to correct a mistake the same hour. */
const ttlSeconds = 3600;

/**
 * What receivers look at before they take mail as meant: SPF, DKIM and DMARC of each domain that mail is sent from, and
 * the reverse DNS of each relay. All of it is advised: mail is sent without, and mostly ends among the unwanted.
 */
export function mailRecords(instances: Readonly<Record<string, DescribedInstance>>): DnsRecordResult[] {
  const relays = Object.values(instances)
    .flatMap((instance) => Object.values(instance.bindings))
    .filter((binding) => binding.type === "smtp")
    .map((binding) => binding.result as unknown as SmtpResult);
  const domains = [...new Set(relays.map(domainOf))].sort();
  const hosts = [...new Set(relays.map(({ host }) => host))].filter(isPublicName).sort();
  return [
    ...domains.flatMap((domain) =>
      ofDomain(
        domain,
        relays.filter((relay) => domainOf(relay) === domain),
      ),
    ),
    ...hosts.map((host) => advised("reverse", host, "provider", [{ type: "PTR", value: host, ttlSeconds }])),
  ];
}

function ofDomain(domain: string, relays: readonly SmtpResult[]): DnsRecordResult[] {
  return [
    advised("spf", domain, "operator", [{ type: "TXT", value: spfOf(relays), ttlSeconds }]),
    ...dkimOf(domain, relays),
    // Receivers only report to begin with: a policy that refuses mail comes once the reports show that all of it passes.
    advised("dmarc", `_dmarc.${domain}`, "operator", [{ type: "TXT", value: "v=DMARC1; p=none", ttlSeconds }]),
  ];
}

// A domain has one SPF record for everybody who sends for it (RFC 7208, 3.2).
function spfOf(relays: readonly SmtpResult[]): string {
  const allowed = relays.map(({ spfInclude, host }) =>
    spfInclude === undefined ? `a:${host}` : `include:${spfInclude}`,
  );
  return ["v=spf1", ...new Set(allowed), "~all"].join(" ");
}

function dkimOf(domain: string, relays: readonly SmtpResult[]): DnsRecordResult[] {
  const bySelector = new Map(relays.map(({ dkimSelector, dkimRecord }) => [dkimSelector, dkimRecord] as const));
  return [...bySelector].flatMap(([selector, record]) => {
    if (selector === undefined) return [];
    const value = record?.replaceAll("{domain}", domain) ?? null;
    const type = value === null || value.includes("=") ? ("TXT" as const) : ("CNAME" as const);
    return advised("dkim", `${selector}._domainkey.${domain}`, "operator", [{ type, value, ttlSeconds }]);
  });
}

function advised(
  purpose: DnsRecordResult["purpose"],
  name: string,
  madeBy: DnsRecordResult["madeBy"],
  records: DnsRecordResult["records"],
): DnsRecordResult {
  return { name, purpose, madeBy, need: "advised", records };
}

function domainOf({ sender }: SmtpResult): string {
  return sender.slice(sender.lastIndexOf("@") + 1).toLowerCase();
}

// A relay on the machine itself, or an address, has no name of its own that could lead back.
function isPublicName(host: string): boolean {
  return /\.[a-z][a-z0-9-]*$/i.test(host) && !/\.(?:localhost|local|internal)$/i.test(host);
}
