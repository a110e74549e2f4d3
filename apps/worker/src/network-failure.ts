import { sentence } from "@allotment/model";

/** What failures of the network are called, by codes of Node and OpenSSL and what libraries make of them. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/\b(?:ENOTFOUND|ENODATA|EAI_NODATA|EAI_NONAME)\b/, "not-found"],
  [/\b(?:EAI_AGAIN|EAI_FAIL|ESERVFAIL|ETIMEOUT)\b/, "dns-silent"],
  [/\bECONNREFUSED\b/, "refused"],
  [/\b(?:EHOSTUNREACH|ENETUNREACH|EHOSTDOWN)\b/, "no-way"],
  [/\bCERT_HAS_EXPIRED\b|certificate has expired/i, "expired"],
  [/\bERR_TLS_CERT_ALTNAME_INVALID\b|altnames/i, "other-name"],
  [/SELF_SIGNED_CERT|self.signed certificate|UNABLE_TO_(?:GET|VERIFY)|unable to (?:get|verify)/i, "untrusted"],
  [/wrong version number|WRONG_VERSION_NUMBER|packet length too long/i, "no-tls"],
  [/\bETIMEDOUT\b/, "slow"],
  [/\b(?:ECONNRESET|EPIPE)\b|socket hang up|closed unexpectedly/i, "cut"],
];

/**
 * What a failure of the network is, in a sentence.
 *
 * @param error what was thrown, by Node or by a library that put its own code over Node's
 * @param host who was asked, as people wrote it
 * @returns null when it is none that is known
 */
export function networkSentence(error: unknown, host: string): string | null {
  if (!(error instanceof Error)) return null;
  const code: unknown = Reflect.get(error, "code");
  const text = `${typeof code === "string" ? code : ""} ${error.message}`;
  const kind = kinds.find(([pattern]) => pattern.test(text))?.[1];
  return kind === undefined ? null : sentence(`network.${kind}`, { host });
}
