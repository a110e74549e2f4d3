import { generateKeyPairSync } from "node:crypto";

/** An SSH host key as a provider would paste it, of a machine that does not exist: `ssh-ed25519 AAAA…` (RFC 8709). */
export function hostKey(): string {
  const { publicKey } = generateKeyPairSync("ed25519");
  const key = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
  return `ssh-ed25519 ${Buffer.concat([Buffer.from("ssh-ed25519"), key].flatMap(withLength)).toString("base64")}`;
}

function withLength(bytes: Buffer): Buffer[] {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return [length, bytes];
}
