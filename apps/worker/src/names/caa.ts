import type { Asker } from "./asker.ts";
import { gather } from "./evidence.ts";

/**
 * Domains by which CAA records allow an authority (RFC 8659), by the host of its ACME directory. From the authorities' own
 * documentation of CAA.
 */
const identities: Readonly<Record<string, readonly string[]>> = {
  "acme-v02.api.letsencrypt.org": ["letsencrypt.org"],
  "acme-staging-v02.api.letsencrypt.org": ["letsencrypt.org"],
  "api.buypass.com": ["buypass.com", "buypass.no"],
  "acme.zerossl.com": ["sectigo.com", "comodoca.com", "usertrust.com", "trust-provider.com"],
  "dv.acme-v02.api.pki.goog": ["pki.goog"],
};

/**
 * Asks whether a CAA record keeps the authority from issuing for a host: that of the host itself, or the nearest above it
 * that has one.
 *
 * @param directory URL of the authority's ACME directory
 * @returns what the record says; null where nothing stands in the way, or where nobody knows
 */
export async function forbiddenBy(ask: Asker, host: string, directory: string): Promise<readonly string[] | null> {
  const allowed = identities[new URL(directory).hostname];
  if (allowed === undefined) return null;
  const labels = host.split(".");
  for (let index = 0; index < labels.length - 1; index += 1) {
    const { authorities } = await gather(ask, { name: labels.slice(index).join("."), type: "CAA" });
    const issuers = authorities.flatMap(({ values }) => values).filter((value) => value.startsWith("issue "));
    if (issuers.length === 0) continue;
    const domains = issuers.map((value) => /^issue\s+([^;\s]*)/.exec(value)?.[1]?.toLowerCase() ?? "");
    return domains.some((domain) => allowed.includes(domain)) ? null : [...new Set(issuers)];
  }
  return null;
}
