import { digestOf } from "@allotment/model";
import type { NewErrand, OfferReference, Store, UserActor } from "@allotment/store";
import { found, valueOf } from "../errors/from-conflict.ts";

/** An errand that was asked for. Its answer is at `errand.get`. */
export interface AskedErrand {
  readonly errandId: string;
}

/** Asks the worker. @throws ApiError when it may not be asked */
export async function askErrand(store: Store, actor: UserActor, errand: NewErrand): Promise<AskedErrand> {
  return { errandId: valueOf(await store.errands.ask(actor, errand)).id };
}

/** An offer as it is saved now, to be tested. @throws ApiError `not-found` when there is none of that name */
export async function offerReference(
  store: Store,
  actor: UserActor,
  { environmentId, type, name }: Readonly<{ environmentId: string; type: OfferReference["type"]; name: string }>,
): Promise<OfferReference> {
  const { document } = found(await store.environments.currentRevision(actor, { environmentId }));
  const offers: Readonly<Record<string, object>> = document.offers[type] ?? {};
  return { type, name, digest: digestOf(found(Object.hasOwn(offers, name) ? offers[name] : null)) };
}
