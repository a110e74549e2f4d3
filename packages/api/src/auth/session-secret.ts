import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

const file = "session-secret";

/**
 * The key that signs session cookies: made at the first start, 32 random bytes in a file that only its owner reads.
 *
 * @throws Error in one sentence when the file holds something guessable or cannot be used
 */
export function sessionSecret(dataFolder: string): string {
  mkdirSync(dataFolder, { recursive: true });
  const location = path.join(dataFolder, file);
  const made = makeSecret(location);
  const secret = made ?? readFileSync(location, "utf8").trim();
  if (!isHardToGuess(secret)) {
    throw new Error(`${location} does not hold 32 random bytes. Delete it; everybody then signs in again.`);
  }
  // Others may have copied what they could read; a new one costs everybody one sign-in, so this only closes the door.
  if ((statSync(location).mode & 0o077) !== 0) chmodSync(location, 0o600);
  return secret;
}

// Null when it is there already: of two processes that start at once, one makes it.
function makeSecret(location: string): string | null {
  const secret = randomBytes(32).toString("hex");
  try {
    writeFileSync(location, `${secret}\n`, { mode: 0o600, flag: "wx" });
    return secret;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return null;
    throw error;
  }
}

/** Whether a secret is 32 bytes in hexadecimal that do not just repeat. */
export function isHardToGuess(secret: string): boolean {
  return /^[0-9a-f]{64}$/.test(secret) && new Set(secret.match(/../g)).size >= 16;
}
