import { generateKeyPairSync, randomBytes } from "node:crypto";

/** The two halves of a key pair, as text. */
export interface KeyPair {
  readonly public: string;
  readonly private: string;
}

/** A P-256 key pair as web push wants it (RFC 8292): uncompressed point and scalar, base64url without padding. */
export function vapidPair(): KeyPair {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "", d = "" } = privateKey.export({ format: "jwk" });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
  return { public: point.toString("base64url"), private: d };
}

/** An RSA key pair as PEM: SubjectPublicKeyInfo and PKCS #8. */
export function rsaPair(bits: number): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: bits,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return { public: publicKey, private: privateKey };
}

/** An Ed25519 key pair: as PEM, or in the files of ssh-keygen (without a comment or passphrase). */
export function ed25519Pair(format: "pem" | "openssh"): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  if (format === "pem") {
    return {
      public: publicKey.export({ type: "spki", format: "pem" }).toString(),
      private: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    };
  }
  const { x = "", d = "" } = privateKey.export({ format: "jwk" });
  return openSshPair(Buffer.from(x, "base64url"), Buffer.from(d, "base64url"));
}

const keyType = "ssh-ed25519";

// PROTOCOL.key of OpenSSH; Node writes the format no more than it reads it.
function openSshPair(point: Buffer, seed: Buffer): KeyPair {
  const wire = Buffer.concat([sized(keyType), sized(point)]);
  const check = randomBytes(4);
  const secret = Buffer.concat([check, check, wire, sized(Buffer.concat([seed, point])), sized("")]);
  // Padded to blocks of eight bytes with 1, 2, 3 …
  const padding = Buffer.from(Array.from({ length: (8 - (secret.length % 8)) % 8 }, (_, index) => index + 1));
  const head = [Buffer.from("openssh-key-v1\0"), sized("none"), sized("none"), sized(""), number(1)];
  const whole = Buffer.concat([...head, sized(wire), sized(Buffer.concat([secret, padding]))]);
  const lines = whole.toString("base64").match(/.{1,70}/g) ?? [];
  return {
    public: `${keyType} ${wire.toString("base64")}`,
    private: ["-----BEGIN OPENSSH PRIVATE KEY-----", ...lines, "-----END OPENSSH PRIVATE KEY-----", ""].join("\n"),
  };
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** A text or bytes after their length. */
function sized(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([number(bytes.length), bytes]);
}
