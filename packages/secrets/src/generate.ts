import { randomBytes, randomInt } from "node:crypto";
import type { Generator } from "@allotment/model";
import { ed25519Pair, rsaPair, vapidPair } from "./key-pairs.ts";

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
      return { value: newPassword(generator.length) };
    case "vapid":
      return vapidPair();
    case "s3-keypair":
      return { public: `GK${randomBytes(12).toString("hex")}`, private: randomBytes(32).toString("hex") };
    case "rsa":
      return rsaPair(generator.bits);
    case "ed25519":
      return ed25519Pair(generator.format);
  }
}

/** A password of letters and digits, each as likely as the others. */
export function newPassword(length: number): string {
  return Array.from({ length }, () => lettersAndDigits[randomInt(lettersAndDigits.length)]).join("");
}
