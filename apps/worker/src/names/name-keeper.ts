import { isAddressRecord, neededRecords, neededRedirects, type Description } from "@allotment/model";
import { isUsable, type NameLookRecord, type Store, type WorkerActor } from "@allotment/store";
import { withinTime } from "../time-limit.ts";
import { lookAtNames, type NameSurroundings } from "./look-at-names.ts";

/** What looks are made with and where they are kept. */
export interface NameKeeper extends Omit<NameSurroundings, "signal"> {
  readonly store: Pick<Store, "names" | "domains">;
  readonly actor: WorkerActor;
}

/** The deployment that is looked at, as it is, or is to become. */
export interface NamedDeployment {
  readonly deploymentId: string;
  readonly description: Pick<Description, "dns" | "instances">;
}

/** Longest look. Most of it is waiting for servers that do not answer. */
const lookMillisecondsMax = 75_000;

/**
 * Looks at the names of a deployment, keeps what was found, and marks host names that lead where they should as verified:
 * nobody else can have them any more.
 *
 * @throws TimeUp when it takes too long
 */
export async function lookAndKeep(
  { store, actor, ...surroundings }: NameKeeper,
  { deploymentId, description }: NamedDeployment,
  signal: AbortSignal,
): Promise<readonly NameLookRecord[]> {
  const before = await store.names.looks(actor, { deploymentId });
  const asked = { description, before, now: Date.now() };
  const looks = await withinTime(signal, lookMillisecondsMax, (limited) =>
    lookAtNames(asked, { ...surroundings, signal: limited }),
  );
  const kept = await store.names.keep(actor, { deploymentId, looks });
  await verifyHosts({ store, actor }, { deploymentId, description }, kept);
  return kept;
}

async function verifyHosts(
  { store, actor }: Pick<NameKeeper, "store" | "actor">,
  { deploymentId, description }: NamedDeployment,
  looks: readonly NameLookRecord[],
): Promise<void> {
  for (const { host, practice, verifiedAt } of await store.domains.list(actor, { deploymentId })) {
    const proven = hostLooks(description, looks, host);
    if (practice || verifiedAt !== null || proven.length === 0 || !proven.every(isUsable)) continue;
    await store.domains.verify(actor, { deploymentId, host });
  }
}

/**
 * Looks that a host name depends on: its addresses, those that must not be there, and the redirect where another website
 * answers for it. Only those that were compared with what is needed now.
 */
export function hostLooks(
  description: NamedDeployment["description"],
  looks: readonly NameLookRecord[],
  host: string,
): readonly NameLookRecord[] {
  const records = neededRecords(description).filter((record) => record.name === host && isAddressRecord(record));
  const known = records.filter(({ value }) => value !== null);
  const needed = new Map(known.map(({ id, value }) => [id, value]));
  for (const { id, account, web } of neededRedirects(description)) if (account === host) needed.set(id, web);
  const unwanted = known.map(({ purpose, type }) => `${purpose}/${host}/${type === "A" ? "AAAA" : "A"}`);
  return looks.filter(({ record, needed: compared }) =>
    needed.has(record) ? needed.get(record) === compared : unwanted.includes(record) && compared === null,
  );
}
