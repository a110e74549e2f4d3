import type { Environment } from "@allotment/model";
import { sealTo } from "@allotment/secrets/seal";
import { ApiError } from "../errors/api-error.ts";
import type { EnvironmentRecord, EnvironmentRevisionRecord, Store, UserActor } from "@allotment/store";
import { found, valueOf } from "../errors/from-conflict.ts";
import { environmentReferences, unknownSecrets } from "../secret/references.ts";
import { withoutPending, withReferences, type PendingSecrets } from "./pending-secrets.ts";

/**
 * Makes an environment together with the secrets of its offers. A secret belongs to an environment, so that comes
 * first: its first revision is without the offers that wait for a secret, its second is complete.
 *
 * @param recipient null when there are no secrets
 */
export async function createWithSecrets(
  store: Store,
  actor: UserActor,
  params: Readonly<{
    slug: string;
    document: Environment;
    message: string;
    secrets: PendingSecrets;
    recipient: string | null;
  }>,
): Promise<EnvironmentRecord> {
  const { slug, document, message, secrets, recipient } = params;
  await refuseUnknownSecrets(store, actor, null, document, secrets);
  const first = withoutPending(document, new Set(Object.keys(secrets)));
  const record = valueOf(await store.environments.create(actor, { slug, document: first, message }));
  if (recipient === null || Object.keys(secrets).length === 0) return record;
  const complete = await sealInto(store, actor, record.id, document, secrets, recipient);
  valueOf(
    await store.environments.save(actor, {
      environmentId: record.id,
      basedOnRevisionId: record.currentRevisionId,
      document: complete,
      message,
    }),
  );
  return found(await store.environments.get(actor, { environmentId: record.id }));
}

/** Saves a new revision of an environment, with values for some of its secrets. */
export async function saveWithSecrets(
  store: Store,
  actor: UserActor,
  params: Readonly<{
    environmentId: string;
    basedOnRevisionId: string;
    document: Environment;
    message: string;
    secrets: PendingSecrets;
    recipient: string | null;
  }>,
): Promise<EnvironmentRevisionRecord> {
  const { secrets, recipient, ...save } = params;
  await refuseUnknownSecrets(store, actor, save.environmentId, save.document, secrets);
  const document =
    recipient === null
      ? save.document
      : await sealInto(store, actor, save.environmentId, save.document, secrets, recipient);
  return valueOf(await store.environments.save(actor, { ...save, document }));
}

// Where a value is given, the document holds any reference until that is sealed.
async function refuseUnknownSecrets(
  store: Store,
  actor: UserActor,
  environmentId: string | null,
  document: Environment,
  secrets: PendingSecrets,
): Promise<void> {
  const references = environmentReferences(document).filter(({ address }) => !Object.hasOwn(secrets, address));
  const owner = environmentId === null ? null : ({ kind: "environment", environmentId } as const);
  const diagnostics = await unknownSecrets(store, actor, owner, references);
  if (diagnostics.length > 0) throw new ApiError("invalid-document", { diagnostics });
}

async function sealInto(
  store: Store,
  actor: UserActor,
  environmentId: string,
  document: Environment,
  secrets: PendingSecrets,
  recipient: string,
): Promise<Environment> {
  const ids = new Map<string, string>();
  for (const [address, value] of Object.entries(secrets)) {
    const ciphertext = await sealTo(recipient, value);
    const owner = { kind: "environment", environmentId } as const;
    ids.set(address, valueOf(await store.secrets.give(actor, { owner, name: address, ciphertext })).id);
  }
  return withReferences(document, ids);
}
