import type { Capacity, ResourceRequirement, Role, Slug } from "@allotment/model";

/**
 * The name of an application's database, role and Redis as it asks for it: its own id. The NixOS modules reach a
 * co-located PostgreSQL by peer authentication, which holds only where system user, role and database have one name, and
 * a machine runs an application once, so the name cannot collide there. On a server that deployments share the resource
 * type makes the name unique, and the result of the binding says which it became.
 */
function ownName(application: string): string {
  return application;
}

/** What an application's database needs. */
export interface DatabaseNeeds {
  readonly application: string;
  readonly component: Role;
  /** Lowest major version of PostgreSQL. */
  readonly versionMin: number;
  readonly connectionsMax: number;
  readonly capacity: Capacity;
  readonly extensions?: readonly string[];
}

/** A PostgreSQL database. */
export function databaseRequirement(needs: DatabaseNeeds): ResourceRequirement {
  const name = ownName(needs.application);
  const { versionMin, connectionsMax, capacity, component } = needs;
  const extensions = needs.extensions ?? [];
  const request = { database: name, username: name, versionMin, extensions, connectionsMax, capacity };
  return { type: "postgresql", request: { ...request, locality: "same-site" }, need: "required", component };
}

/** What an application's Redis needs. */
export interface RedisNeeds {
  readonly application: string;
  readonly component: Role;
  /** Lowest version, `7.0`. */
  readonly versionMin: string;
  /** Whether losing its content loses queued work. */
  readonly persistent: boolean;
  readonly capacity: Capacity;
}

/** A Redis server process of its own. */
export function redisRequirement(needs: RedisNeeds): ResourceRequirement {
  const { versionMin, persistent, capacity, component } = needs;
  const request = { namespace: ownName(needs.application), versionMin, persistent, capacity, locality: "same-site" };
  return { type: "redis", request, need: "required", component };
}

/** What an application's bucket needs. */
export interface BucketNeeds {
  readonly slug: Slug;
  readonly component: Role;
  readonly quotaGiB: number;
  /** Host name of the operator's under which objects are read; null where there is none. */
  readonly mediaHost: string | null;
}

/** A bucket for media, `<slug>-media`, where the provider has object storage; otherwise as much disk. */
export function bucketRequirement(needs: BucketNeeds): ResourceRequirement {
  const { quotaGiB, mediaHost, component } = needs;
  const request = { bucket: `${needs.slug}-media`, quotaGiB, publicRead: true, locality: "any" };
  return {
    type: "s3-bucket",
    request: mediaHost === null ? request : { ...request, mediaHost },
    need: "when-offered",
    otherwise: { cpuMillicores: 0, memoryMiB: 0, diskGiB: quotaGiB },
    component,
  };
}

/** A mail relay. `sender` is the address mail comes from. */
export function mailRequirement(component: Role, sender: string, messagesPerDay: number): ResourceRequirement {
  return { type: "smtp", request: { sender, messagesPerDay }, need: "required", component };
}

const mailsPerUserAndDay = 0.5;
const mailsPerDayMin = 50;

/**
 * Mails a day of an application that writes only confirmations, notices and reports: an estimate of one for every second
 * active user, at least 50.
 */
export function fewMailsPerDay(activeUsers: number): number {
  return Math.max(mailsPerDayMin, Math.ceil(activeUsers * mailsPerUserAndDay));
}
