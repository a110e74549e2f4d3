import type { Generator, NixosRelease, Role, SecretSource, Slug } from "@allotment/model";

/** Use of one offer by deployments so far. */
export interface OfferUse {
  /** How many databases, buckets, namespaces … it serves already. */
  readonly users: number;
  /** Space they were given, in GiB. */
  readonly diskGiB: number;
  /** Ports they were given. */
  readonly ports: readonly number[];
}

/** Why an offer cannot serve a request; each has a sentence `refused-<reason>`. */
export type Refusal =
  | "not-declared"
  | "too-old"
  | "full"
  | "no-space"
  | "missing-extension"
  | "other-sender"
  | "other-zone"
  | "too-little-memory";

/** What a result is made from. `offer` is null for a co-located server or a record made by hand. */
export interface BindInput<Request, Offer> {
  readonly deployment: Slug;
  readonly slug: Slug;
  readonly role: Role;
  readonly request: Request;
  readonly offer: Offer | null;
  /** Use of the offer by other deployments. */
  readonly use: OfferUse;
  readonly machine: { readonly name: Slug; readonly ipv4: string | null; readonly ipv6: string | null };
  readonly release: NixosRelease;
  /** The result that is deployed, by the same offer; names and versions in it are frozen. */
  readonly previous: Readonly<Record<string, unknown>> | null;
}

/** A result with the secrets behind the files it names. Generators are by role, relative to the instance. */
export interface Bound<Result> {
  readonly result: Result;
  readonly secrets: Readonly<Record<string, SecretSource>>;
  readonly generators: Readonly<Record<Role, Generator>>;
}

/** A resource type: how offers are held against requests, and what comes out. Pure. */
export interface ResourceModule<Request, Offer, Result> {
  readonly type: string;
  /** Whether a NixOS machine can serve it itself, or somebody makes it by hand, when nothing is offered. */
  readonly withoutOffer: "co-located" | "by-hand" | null;
  /** What one sentence says about it. */
  readonly summary: string;
  /** Null when the offer can serve the request. */
  readonly refusal: (request: Request, offer: Offer, use: OfferUse) => Refusal | null;
  /** The result; deterministic, with names that are unique within the offer. */
  readonly bind: (input: BindInput<Request, Offer>) => Bound<Result>;
}

/** A resource type whose request and offer have been checked against its schemas, so that their types no longer matter. */
export type AnyResourceModule = ResourceModule<
  Readonly<Record<string, unknown>>,
  Readonly<Record<string, unknown>>,
  Readonly<Record<string, unknown>>
>;

/** Erases the types of a module in one place; the registry test holds its results to their schemas. */
export function defineResource<Request, Offer, Result>(
  module: ResourceModule<Request, Offer, Result>,
): AnyResourceModule {
  return module as unknown as AnyResourceModule;
}

/** A name made of parts with a separator, no longer than `lengthMax`; a digest of the whole replaces what is cut off. */
export function joinName(
  parts: readonly string[],
  separator: string,
  lengthMax: number,
  digest: (text: string) => string,
): string {
  const whole = parts.filter((part) => part !== "").join(separator);
  if (whole.length <= lengthMax) return whole;
  return `${whole.slice(0, lengthMax - 9)}${separator}${digest(whole).slice(0, 8)}`;
}
