import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { ed25519, x25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { base64, base64nopad } from "@scure/base";
import { type Recipient, Stanza } from "age-encryption";

// The stanza `ssh-ed25519` of age (https://github.com/FiloSottile/age, agessh): what agenix opens with a host's SSH key.
const label = utf8ToBytes("age-encryption.org/v1/ssh-ed25519");

/** Length of an ssh-ed25519 key on the wire: two length-prefixed parts, the type's name and 32 bytes of key. */
const wireLength = 51;
const wireStart = concatBytes(Uint8Array.of(0, 0, 0, 11), utf8ToBytes("ssh-ed25519"), Uint8Array.of(0, 0, 0, 32));

/**
 * A recipient for the SSH host key of a machine. age-encryption has none of its own.
 *
 * @param publicKey a line of a `.pub` file: `ssh-ed25519 AAAA… comment`
 * @returns null when it is not a well-formed ssh-ed25519 key
 */
export function sshRecipient(publicKey: string): Recipient | null {
  const wire = wireKeyOf(publicKey);
  const theirs = wire && montgomeryOf(wire.slice(-32));
  if (!wire || !theirs) return null;
  const tag = base64nopad.encode(sha256(wire).slice(0, 4));
  const tweak = hkdf(sha256, new Uint8Array(0), wire, label, 32);
  return {
    wrapFileKey(fileKey) {
      const ephemeral = x25519.utils.randomSecretKey();
      const share = x25519.getPublicKey(ephemeral);
      const shared = x25519.scalarMult(tweak, x25519.getSharedSecret(ephemeral, theirs));
      const wrapKey = hkdf(sha256, shared, concatBytes(share, theirs), label, 32);
      // The key is used once, so a fixed nonce is what the format wants.
      const body = chacha20poly1305(wrapKey, new Uint8Array(12)).encrypt(fileKey);
      return [new Stanza(["ssh-ed25519", tag, base64nopad.encode(share)], body)];
    },
  };
}

function wireKeyOf(publicKey: string): Uint8Array | null {
  const [type, encoded = ""] = publicKey.trim().split(/\s+/);
  if (type !== "ssh-ed25519") return null;
  try {
    const wire = base64.decode(encoded);
    const wellFormed = wire.length === wireLength && wireStart.every((byte, index) => wire[index] === byte);
    return wellFormed ? wire : null;
  } catch {
    return null;
  }
}

function montgomeryOf(key: Uint8Array): Uint8Array | null {
  try {
    return ed25519.utils.toMontgomery(key);
  } catch {
    // Not a point on the curve.
    return null;
  }
}
