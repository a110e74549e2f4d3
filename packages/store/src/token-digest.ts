import { createHash } from "node:crypto";

/**
 * What is kept of a token in its place: its SHA-256 in hexadecimal, so that whoever reads the database can use none. Tokens
 * are long and random, so that no slow hash is needed.
 */
export function tokenDigest(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
