import type { Description } from "@allotment/model";
import { system, type Store, type UserActor } from "@allotment/store";

/** A plan as a person reads it. */
export interface Readable {
  /** The same text, e.g. a file of the tree. */
  text(text: string): string;
  /** The same value, which is JSON. */
  value<Value>(value: Value): Value;
}

const asItIs: Readable = { text: (text) => text, value: (value) => value };

/**
 * How a person reads a plan and its tree. Providers read it as it is; for others the ids of the environment's
 * secrets become what they are for, e.g. `offers.smtp.relay.password`: an id is a name by which a secret could be asked
 * for, and those are not theirs.
 */
export async function withoutForeignIds(
  store: Store,
  actor: UserActor,
  deploymentId: string | null,
  descriptions: readonly (Description | null)[],
): Promise<Readable> {
  if (actor.role === "provider") return asItIs;
  const own =
    deploymentId === null ? [] : await store.secrets.list(actor, { owner: { kind: "deployment", deploymentId } });
  const foreign = new Set(descriptions.flatMap((one) => (one === null ? [] : givenIds(one))));
  for (const { id } of own) foreign.delete(id);
  if (foreign.size === 0) return asItIs;
  const names = await environmentNames(store);
  const pairs = [...foreign].map((id) => [JSON.stringify(id), JSON.stringify(names.get(id) ?? "environment")] as const);
  const text = (whole: string) => pairs.reduce((result, [id, name]) => result.replaceAll(id, name), whole);
  return { text, value: <Value>(value: Value) => JSON.parse(text(JSON.stringify(value))) as Value };
}

// A deployment may have moved since the plan was made, so the secrets of every environment are looked through.
async function environmentNames(store: Store): Promise<ReadonlyMap<string, string>> {
  const environments = await store.environments.list(system, {});
  const lists = await Promise.all(
    environments.map(({ id }) => store.secrets.list(system, { owner: { kind: "environment", environmentId: id } })),
  );
  return new Map(lists.flat().map(({ id, name }) => [id, name]));
}

function givenIds(description: Description): string[] {
  return Object.values(description.secrets).flatMap(({ parts }) =>
    Object.values(parts).flatMap((source) => ("given" in source ? [source.given] : [])),
  );
}
