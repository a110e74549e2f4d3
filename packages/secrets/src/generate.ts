import { generateKeyPairSync, randomBytes, randomInt } from "node:crypto";
import type { Generator } from "@allotment/model";

/** What a generator makes, by output: `value`, or `public` and `private`. */
export type GeneratedValues = Readonly<Partial<Record<"value" | "public" | "private", string>>>;

const lettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Makes a new secret from the machine's random source. */
export function generate(generator: Generator): GeneratedValues {
  switch (generator.kind) {
    case "hex":
    case "base64":
      return { value: randomBytes(generator.bytes).toString(generator.kind) };
    case "password":
      return { value: password(generator.length) };
    case "vapid":
      return vapid();
    case "s3-keypair":
      return { public: `GK${randomBytes(12).toString("hex")}`, private: randomBytes(32).toString("hex") };
  }
}

function password(length: number): string {
  return Array.from({ length }, () => lettersAndDigits[randomInt(lettersAndDigits.length)]).join("");
}

/** A P-256 key pair as web push wants it (RFC 8292): uncompressed point and scalar, base64url without padding. */
function vapid(): GeneratedValues {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "", d = "" } = privateKey.export({ format: "jwk" });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
  return { public: point.toString("base64url"), private: d };
}
