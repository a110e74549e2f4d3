import { createHmac, hkdfSync } from "node:crypto";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { openWith } from "./open.ts";
import { makePrivateFile, readPrivateFile } from "./private-file.ts";

/** What the worker can do with its key. The key itself is not in here, so it cannot end up in a log. */
export interface WorkerKeys {
  /** Public key that others seal to. */
  readonly recipient: string;
  /** Opens what was sealed to `recipient`. @throws CannotOpen */
  readonly open: (ciphertext: Uint8Array) => Promise<Uint8Array>;
  /** Keyed hash: equal for equal values, and of no use for guessing a value without the key. */
  readonly fingerprint: (plaintext: string | Uint8Array) => string;
}

/** Name of the identity's file in the data folder. */
export const identityFileName = "worker-identity.txt";

/**
 * The worker's keys, from their file in the data folder. The first start makes it, readable by its owner only. Two starts
 * at once end up with the same keys.
 *
 * @param known what others seal to already (null: nothing yet). Only keys that open that are returned, and none are made
 *   in their place: everything that was sealed before would be lost without a word.
 * @throws Error with a sentence when others can read the file, when it holds no identity, or when it is not the known one
 */
export async function workerKeys(folder: string, known: string | null = null): Promise<WorkerKeys> {
  const keys = await presentOrNewKeys(folder, known);
  if (known !== null && keys.recipient !== known) throw notTheKnown(folder, "is not the one");
  return keys;
}

async function presentOrNewKeys(folder: string, known: string | null): Promise<WorkerKeys> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, identityFileName);
  const present = await readIdentity(file);
  if (present !== null) return keysOf(present);
  if (known !== null) throw notTheKnown(folder, "is missing, the one");
  await makeIdentity(file);
  const made = await readIdentity(file);
  if (made === null) throw new Error(`${file} could not be made.`);
  return keysOf(made);
}

function notTheKnown(folder: string, what: string): Error {
  return new Error(
    `${path.join(folder, identityFileName)} ${what} that this installation's secrets were sealed to. ` +
      "Put it back from the backup of the data folder that the database came from; nothing was changed.",
  );
}

/** Keys of an identity that is at hand: for tests and for recovery. */
export async function keysOf(identity: string): Promise<WorkerKeys> {
  const recipient = await identityToRecipient(identity);
  const key = Buffer.from(hkdfSync("sha256", identity, "", "allotment fingerprint of secrets, version 1", 32));
  return {
    recipient,
    open: (ciphertext) => openWith(identity, ciphertext),
    fingerprint: (plaintext) => createHmac("sha256", key).update(plaintext).digest("hex"),
  };
}

async function makeIdentity(file: string): Promise<void> {
  const identity = await generateX25519Identity();
  const remark = "# Opens every secret of this installation. Keep a copy in a safe place.";
  await makePrivateFile(file, `${remark}\n${identity}\n`);
}

async function readIdentity(file: string): Promise<string | null> {
  const consequence = "Set its mode to 0600, and consider the secrets of this installation known.";
  const text = await readPrivateFile(file, consequence);
  if (text === null) return null;
  const identity = text.split("\n").find((line) => line.startsWith("AGE-SECRET-KEY-1"));
  if (!identity)
    throw new Error(`${file} holds no age identity. Put back a copy of it; without it no secret can be read.`);
  return identity.trim();
}
