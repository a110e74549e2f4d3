import { timingSafeEqual } from "node:crypto";
import { type MachineTokenRecord, type Store, system, tokenDigest } from "@allotment/store";

/** Longest token that is looked at, in characters. */
const tokenLengthMax = 200;

/**
 * The machine of a deployment that a request comes from; null when its token is not one of theirs. All digests of the
 * deployment are compared, each in constant time, so that an answer tells nothing about how near a guess was.
 */
export async function machineOf(
  store: Pick<Store, "pull">,
  deployment: string,
  headers: Headers,
): Promise<MachineTokenRecord | null> {
  const token = presentedToken(headers.get("authorization") ?? "");
  if (token === null) return null;
  const digest = Buffer.from(tokenDigest(token), "hex");
  let found: MachineTokenRecord | null = null;
  for (const known of await store.pull.tokens(system, { deployment })) {
    const expected = Buffer.from(known.digest, "hex");
    if (expected.length === digest.length && timingSafeEqual(expected, digest)) found = known;
  }
  return found;
}

/** The token of `Bearer <token>`, or the password of `Basic`, whatever the user name is. */
function presentedToken(authorization: string): string | null {
  const [scheme = "", value = ""] = authorization.split(" ");
  const token = scheme.toLowerCase() === "basic" ? passwordOf(value) : scheme.toLowerCase() === "bearer" ? value : "";
  return token === "" || token.length > tokenLengthMax ? null : token;
}

function passwordOf(value: string): string {
  const text = Buffer.from(value, "base64").toString();
  const colon = text.indexOf(":");
  return colon < 0 ? "" : text.slice(colon + 1);
}
