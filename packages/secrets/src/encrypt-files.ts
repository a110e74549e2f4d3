import { type Description, type Diagnostic, type Digest, digestOf, errorAt, type SecretFile } from "@allotment/model";
import { Encrypter } from "age-encryption";
import { composeFile } from "./compose.ts";
import type { WorkerKeys } from "./identity.ts";
import { isRecipient } from "./seal.ts";
import { sshRecipient } from "./ssh-recipient.ts";
import type { SecretValues } from "./values.ts";

/** An encrypted secret file as the store keeps it. */
export interface EncryptedFile {
  /** Path of the file in the description: `slug/role`. */
  readonly file: string;
  readonly recipientsDigest: Digest;
  readonly fingerprint: string;
  readonly ciphertext: Uint8Array;
}

/** All encrypted files of a description, or why they cannot be made. */
export interface EncryptedFiles {
  /** Ciphertext by path in the tree: `secrets/<slug>_<role>.age`. */
  readonly tree: Readonly<Record<string, Uint8Array>>;
  /** Those that are new or changed, to be kept for the next time. */
  readonly changed: readonly EncryptedFile[];
  /** When there are any, the tree is not complete. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Path in the tree of an encrypted secret file: by the name that the file has on its machines. */
export function encryptedPath({ path }: Pick<SecretFile, "path">): string {
  return `secrets/${path.slice(path.lastIndexOf("/") + 1)}.age`;
}

/**
 * Encrypts each secret file for exactly the machines that need it, the provider's recovery keys and the worker itself. A
 * file whose text and recipients are those of a kept one keeps its ciphertext, for a new one would restart what reads it.
 */
export async function encryptFiles(
  description: Description,
  params: Readonly<{ keys: WorkerKeys; values: SecretValues; kept: readonly EncryptedFile[] }>,
): Promise<EncryptedFiles> {
  const tree: Record<string, Uint8Array> = {};
  const changed: EncryptedFile[] = [];
  const diagnostics: Diagnostic[] = unusableRecoveryKeys(description);
  if (diagnostics.length > 0) return { tree, changed, diagnostics };
  for (const [name, file] of Object.entries(description.secrets)) {
    const made = await encryptFile(description, { name, file, ...params });
    if ("diagnostics" in made) diagnostics.push(...made.diagnostics);
    else tree[encryptedPath(file)] = made.ciphertext;
    if ("file" in made && !params.kept.includes(made)) changed.push(made);
  }
  return { tree, changed, diagnostics };
}

async function encryptFile(
  description: Description,
  params: Readonly<{
    name: string;
    file: SecretFile;
    keys: WorkerKeys;
    values: SecretValues;
    kept: readonly EncryptedFile[];
  }>,
): Promise<EncryptedFile | { readonly diagnostics: readonly Diagnostic[] }> {
  const { name, file, keys, values, kept } = params;
  const composed = composeFile(file, `secrets.${name}`, values);
  if (!composed.ok) return composed;
  const hosts = file.machines.map((machine) => description.machines[machine]?.hostPublicKey ?? "");
  const recipients = hosts.map(sshRecipient);
  const diagnostics = file.machines.flatMap((machine, index) =>
    recipients[index] ? [] : [errorAt(`machines.${machine}.hostPublicKey`, "host-key-unusable")],
  );
  if (diagnostics.length > 0) return { diagnostics };
  const recovery = description.recoveryKeys ?? [];
  const recipientsDigest = digestOf([...hosts.map(keyOf).toSorted(), ...recovery, keys.recipient]);
  const fingerprint = keys.fingerprint(composed.content);
  const same = kept.find(
    (one) => one.file === name && one.recipientsDigest === recipientsDigest && one.fingerprint === fingerprint,
  );
  if (same) return same;
  const encrypter = new Encrypter();
  for (const recipient of recipients) if (recipient) encrypter.addRecipient(recipient);
  for (const recipient of [...recovery, keys.recipient]) encrypter.addRecipient(recipient);
  return { file: name, recipientsDigest, fingerprint, ciphertext: await encrypter.encrypt(composed.content) };
}

function unusableRecoveryKeys({ recoveryKeys = [] }: Description): Diagnostic[] {
  return recoveryKeys.filter((key) => !isRecipient(key)).map(() => errorAt("recoveryKeys", "recovery-key-unusable"));
}

/** A public key without its comment, which changes nothing. */
function keyOf(publicKey: string): string {
  return publicKey.trim().split(/\s+/).slice(0, 2).join(" ");
}
