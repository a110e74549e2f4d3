import type { ErrandCheck } from "@allotment/store";
import { check } from "./checks.ts";
import { look, lookForText } from "./dns-look.ts";
import type { Resolve } from "../names/resolver.ts";

/**
 * What receivers look at before they take a mail as meant. Says whether the records are there, not what they allow: only
 * the receiver knows from which address the relay sends.
 */
export async function mailRecords(
  resolve: Resolve,
  facts: Readonly<{ host: string; senderDomain: string; dkimSelector: string | null }>,
): Promise<ErrandCheck[]> {
  const { host, senderDomain: domain, dkimSelector } = facts;
  const name = dkimSelector === null ? "" : `${dkimSelector}._domainkey.${domain}`;
  const [spf, dkim, dmarc, reverse] = await Promise.all([
    lookForText(domain, /^v=spf1(?: |$)/i, resolve),
    name === "" ? ({ outcome: "unknown" } as const) : lookForText(name, /(?:^|;)\s*p=\s*[A-Za-z0-9+/]/, resolve),
    lookForText(`_dmarc.${domain}`, /^v=DMARC1/i, resolve),
    reverseOf(resolve, host),
  ]);
  return [
    check("mail-spf", spf.outcome, { domain, record: spf.outcome === "ok" ? (spf.records[0] ?? "") : "" }),
    check("mail-dkim", dkim.outcome, { domain, name }),
    check("mail-dmarc", dmarc.outcome, { domain }),
    check("mail-reverse", reverse.outcome, { host, name: reverse.name }),
  ];
}

/** Whether an address of the relay has a name that leads back to it. */
async function reverseOf(resolve: Resolve, host: string): Promise<{ outcome: ErrandCheck["outcome"]; name: string }> {
  const addresses = await look(resolve.resolve4(host));
  const address = addresses.outcome === "ok" ? addresses.records[0] : undefined;
  if (address === undefined) return { outcome: "unknown", name: "" };
  const names = await look(resolve.reverse(address));
  const name = names.outcome === "ok" ? (names.records[0] ?? "") : "";
  if (names.outcome !== "ok") return { outcome: names.outcome, name };
  const back = await look(resolve.resolve4(name));
  return { outcome: back.outcome === "ok" && back.records.includes(address) ? "ok" : "missing", name };
}
