import { digestOf, type Environment, type SecretReference } from "@allotment/model";
import type { OfferReference } from "@allotment/store";
import { ErrandTrouble, type ErrandContext } from "./handler.ts";

/** An offer with what opens its secrets. */
export interface OpenOffer<Offer> {
  readonly offer: Offer;
  /** The value of one of its secrets; null when it has none there, or when it cannot be opened. */
  readonly secret: (reference: SecretReference | undefined) => Promise<string | null>;
}

/**
 * The offer that somebody asked about, as it is saved now.
 *
 * @param offersOf the offers among which it is
 * @throws ErrandTrouble `gone` when it was changed or removed meanwhile: the answer would be about something else
 */
export async function openOffer<Offer extends object>(
  context: ErrandContext,
  environmentId: string | null,
  { name, digest }: OfferReference,
  offersOf: (offers: Environment["offers"]) => Readonly<Record<string, Offer>> | undefined,
): Promise<OpenOffer<Offer>> {
  if (environmentId === null) throw new ErrandTrouble("gone");
  const revision = await context.store.environments.currentRevision(context.actor, { environmentId });
  const offer = revision === null ? undefined : offersOf(revision.document.offers)?.[name];
  if (offer === undefined || digestOf(offer) !== digest) throw new ErrandTrouble("gone");
  return { offer, secret: (named) => openSecret(context, environmentId, named) };
}

async function openSecret(
  { store, actor, keys }: ErrandContext,
  environmentId: string,
  named: SecretReference | undefined,
): Promise<string | null> {
  if (named === undefined) return null;
  const [sealed] = await store.secrets.ofEnvironment(actor, { environmentId, ids: [named.$secret] });
  if (sealed === undefined) return null;
  return keys.open(sealed.ciphertext).then(
    (bytes) => Buffer.from(bytes).toString("utf8"),
    () => null,
  );
}
