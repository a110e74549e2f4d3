import { generateKeyPairSync, randomBytes } from "node:crypto";
import { practiceEnvironment, practiceMachines } from "@allotment/planner";
import { system, type EnvironmentRevisionRecord, type Store, type UserActor } from "@allotment/store";
import { offerSecretAddress, type PendingSecrets } from "./pending-secrets.ts";
import { createWithSecrets, saveWithSecrets } from "./save-with-secrets.ts";

/** Slug of the environment for practice. */
export const practiceSlug = "practice";

/** What is said about the revisions that are made here. */
const message = "Made at the first start";

/**
 * Makes the environment for practice unless it is there, and completes one whose making was broken off: between its two
 * revisions, the first without the offers that need secrets. Its machines are nobody's: the private halves of their host
 * keys are thrown away, and the keys of its object stores are random.
 *
 * @param actor a provider
 * @param recipient the worker's
 */
export async function createPractice(store: Store, actor: UserActor, recipient: string): Promise<void> {
  const present = await store.environments.get(system, { slug: practiceSlug });
  const begun = present && (await store.environments.currentRevision(system, { environmentId: present.id }));
  if (begun !== null && !isUnfinished(begun)) return;
  const document = practiceEnvironment({
    hostPublicKeys: Array.from({ length: practiceMachines }, randomHostKey),
    accessKeyId: "pending",
    secretAccessKey: "pending",
  });
  const names = (["s3-bucket", "backup-repository"] as const).flatMap((type) =>
    Object.keys(document.offers[type] ?? {}).map((name) => [type, name] as const),
  );
  const secrets: PendingSecrets = Object.fromEntries(
    names.flatMap(([type, name]) => [
      [offerSecretAddress(type, name, "accessKeyId"), randomBytes(10).toString("hex").toUpperCase()],
      [offerSecretAddress(type, name, "secretAccessKey"), randomBytes(30).toString("base64url")],
    ]),
  );
  if (begun !== null) {
    const { environmentId, id: basedOnRevisionId } = begun;
    await saveWithSecrets(store, actor, {
      environmentId,
      basedOnRevisionId,
      // Machines as they are: their host keys may be in plans already.
      document: { ...document, offers: { ...document.offers, machine: begun.document.offers.machine ?? {} } },
      message,
      secrets,
      recipient,
    });
    return;
  }
  await createWithSecrets(store, actor, { slug: practiceSlug, document, message, secrets, recipient });
}

function isUnfinished({ number, message: said, document }: EnvironmentRevisionRecord): boolean {
  return number === 1 && said === message && Object.keys(document.offers["s3-bucket"] ?? {}).length === 0;
}

/** A valid SSH host key, `ssh-ed25519 AAAA…` (RFC 8709: name and key, each with its length before it). */
export function randomHostKey(): string {
  const { publicKey } = generateKeyPairSync("ed25519");
  const key = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
  return `ssh-ed25519 ${Buffer.concat([withLength(Buffer.from("ssh-ed25519")), withLength(key)]).toString("base64")}`;
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
