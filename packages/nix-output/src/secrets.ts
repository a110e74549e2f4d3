import type { Description, SecretFile, SecretSource } from "@allotment/model";

/** A secret file of the tree: who needs it, and what its content is made of. No values. */
export interface ManifestEntry {
  /** Where its ciphertext belongs, relative to the tree. */
  readonly file: string;
  /** Machines that decrypt it, sorted. */
  readonly machines: readonly string[];
  readonly format: SecretFile["format"];
  readonly parts: Readonly<Record<string, SecretSource>>;
}

/** Which machine needs which secret. */
export interface SecretManifest {
  readonly schemaVersion: 1;
  /** SSH host key of each machine: the recipient of its secrets. */
  readonly recipients: Readonly<Record<string, string>>;
  /** The provider's recipients of every secret; missing when there are none. */
  readonly recoveryKeys?: readonly string[];
  /** By path, `slug/role`. */
  readonly secrets: Readonly<Record<string, ManifestEntry>>;
}

/** Where the ciphertext of a secret file belongs in the tree. Nix derives the same name from the path on the machine. */
export function ciphertextPath(secret: Pick<SecretFile, "path">): string {
  return `secrets/${secret.path.slice(secret.path.lastIndexOf("/") + 1)}.age`;
}

/** The manifest of a description: what whoever holds the values needs to know to write the ciphertext. */
export function secretManifest(description: Description): SecretManifest {
  const recipients = Object.entries(description.machines).map(
    ([name, machine]) => [name, machine.hostPublicKey] as const,
  );
  const secrets = Object.entries(description.secrets).map(
    ([id, secret]) =>
      [
        id,
        { file: ciphertextPath(secret), machines: secret.machines, format: secret.format, parts: secret.parts },
      ] as const,
  );
  return {
    schemaVersion: 1,
    recipients: Object.fromEntries(recipients),
    ...(description.recoveryKeys ? { recoveryKeys: description.recoveryKeys } : {}),
    secrets: Object.fromEntries(secrets),
  };
}

/** Stands in for ciphertext that is not there yet, so that the tree can be evaluated. It decrypts to nothing. */
export const missingCiphertext = `This is not a secret. It stands in for secrets/<id>.age files that have not been added yet.
A machine that needs one of them cannot be activated; evaluation names each of them in a warning.
`;
