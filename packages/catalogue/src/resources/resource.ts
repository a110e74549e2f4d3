import {
  digestOf,
  type ErasedItem,
  type Generator,
  type NixosRelease,
  type Role,
  type SecretSource,
  type Slug,
} from "@allotment/model";

/** Use of one offer by deployments so far. */
export interface OfferUse {
  /** How many databases, buckets, namespaces … it serves already. */
  readonly users: number;
  /** Space they were given, in GiB. */
  readonly diskGiB: number;
  /** Memory they were given, in MiB. */
  readonly memoryMiB: number;
  /** Connections they may open. */
  readonly connections: number;
  /** Ports they were given. */
  readonly ports: readonly number[];
}

/** An offer that nobody uses yet. */
export const unusedOffer: OfferUse = { users: 0, diskGiB: 0, memoryMiB: 0, connections: 0, ports: [] };

/** The use of an offer after one more request was given to it. */
export function addedUse(use: OfferUse, request: Readonly<Record<string, unknown>>): OfferUse {
  const { quotaGiB, capacity, connectionsMax } = request as {
    quotaGiB?: number;
    connectionsMax?: number;
    capacity?: { diskGiB?: number; memoryMiB?: number };
  };
  return {
    ...use,
    users: use.users + 1,
    diskGiB: use.diskGiB + (quotaGiB ?? capacity?.diskGiB ?? 0),
    memoryMiB: use.memoryMiB + (capacity?.memoryMiB ?? 0),
    connections: use.connections + (connectionsMax ?? 0),
  };
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
  | "too-little-memory"
  | "too-few-connections";

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
  /** As in environments: whether an authority can look at host names. */
  readonly publicNames: boolean;
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
  /** Whether it holds what users made: then a change of offer would leave that behind, and is a migration. */
  readonly holdsState: boolean;
  /** What it is called elsewhere, where something of a removed deployment is left. Missing: nothing is left there. */
  readonly nameOf?: (result: Result) => string;
  /** What a machine that serves it itself keeps of it, to be erased with a removed deployment. Missing: nothing. */
  readonly keptOn?: (result: Result) => Pick<ErasedItem, "kind" | "name">;
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

/** Whose a resource is. */
export type Owner = Pick<BindInput<unknown, unknown>, "deployment" | "slug" | "role">;

/**
 * A name for something of an owner in a place that many share: readable parts, then ten digits of a digest of the
 * owner, because `a-b` with `c` and `a` with `b-c` would read the same. No longer than `lengthMax`.
 */
export function sharedName(
  { deployment, slug, role }: Owner,
  style: Readonly<{ separator: "-" | "_"; lengthMax: number; prefix?: string }>,
): string {
  const { separator, lengthMax, prefix = "" } = style;
  const readable = `${prefix}${[deployment, slug, role].join(separator)}`.replaceAll(
    separator === "_" ? "-" : "_",
    separator,
  );
  const digest = digestOf([deployment, slug, role]).slice(0, 10);
  return `${readable.slice(0, lengthMax - digest.length - 1).replace(/[-_]+$/, "")}${separator}${digest}`;
}

/** A name that the deployed result has: names are frozen. Undefined before the first one. */
export function frozenName(previous: BindInput<unknown, unknown>["previous"], field: string): string | undefined {
  const name = previous?.[field];
  return typeof name === "string" ? name : undefined;
}
