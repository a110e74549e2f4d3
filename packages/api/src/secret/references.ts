import { addressOf, errorAt, type Configuration, type Diagnostic, type Environment } from "@allotment/model";
import type { Store, UserActor, SecretOwner } from "@allotment/store";

/** A place in a document that refers to a secret. */
export interface Reference {
  readonly address: string;
  /** Id of the secret. */
  readonly id: string;
}

/** Every `{"$secret": id}` in the options of a configuration: the address is the option's. */
export function optionReferences(document: Configuration): Reference[] {
  return Object.entries(document.applications).flatMap(([slug, { options }]) =>
    Object.entries(options).flatMap(([name, value]) =>
      referencesIn(value).map(({ id }) => ({ address: addressOf("applications", slug, "options", name), id })),
    ),
  );
}

/** Every `{"$secret": id}` in an environment. */
export function environmentReferences(document: Environment): Reference[] {
  return referencesIn(document);
}

/**
 * A diagnostic for each reference that is not to a secret somebody gave to this owner. Whoever writes a document could
 * name any id; only their own counts, replaced ones too, because an older configuration goes on naming them.
 *
 * @param owner null for what does not exist yet: it has no secrets
 */
export async function unknownSecrets(
  store: Store,
  actor: UserActor,
  owner: SecretOwner | null,
  references: readonly Reference[],
): Promise<Diagnostic[]> {
  if (references.length === 0) return [];
  const records = owner === null ? [] : await store.secrets.list(actor, { owner });
  const given = new Set(records.filter(({ kind }) => kind === "given").map(({ id }) => id));
  return references.filter(({ id }) => !given.has(id)).map(({ address }) => errorAt(address, "secret-unknown"));
}

function referencesIn(value: unknown, path: readonly (string | number)[] = []): Reference[] {
  if (typeof value !== "object" || value === null) return [];
  if ("$secret" in value && typeof value.$secret === "string") {
    return [{ address: addressOf(...path), id: value.$secret }];
  }
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, inner]) => referencesIn(inner, [...path, key]));
}
