import type { AnyResourceModule } from "./resource.ts";
import { backupRepository } from "./backup-repository/index.ts";
import { dnsRecord } from "./dns-record/index.ts";
import { httpIngress } from "./http-ingress/index.ts";
import { postgresql } from "./postgresql/index.ts";
import { redis } from "./redis/index.ts";
import { s3Bucket } from "./s3-bucket/index.ts";
import { search } from "./search/index.ts";
import { smtp } from "./smtp/index.ts";

/** Every resource type, one line each. Machines are placed, not bound, and stand outside. */
const modules = [backupRepository, dnsRecord, httpIngress, postgresql, redis, s3Bucket, search, smtp];

/** Resource types by name. */
export const resourceTypes: ReadonlyMap<string, AnyResourceModule> = new Map(
  modules.map((module) => [module.type, module]),
);

/**
 * The resource type of this name.
 *
 * @throws Error when there is none: requests are held to the registry by a test, so this is a defect.
 */
export function resourceType(type: string): AnyResourceModule {
  const module = resourceTypes.get(type);
  if (!module) throw new Error(`there is no resource type ${type}`);
  return module;
}
