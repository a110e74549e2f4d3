import { digestOf, type ApplicationModule, type Digest } from "@allotment/model";
import { hello } from "./applications/hello/index.ts";
import { mastodon } from "./applications/mastodon/index.ts";
import { peertube } from "./applications/peertube/index.ts";
import { pixelfed } from "./applications/pixelfed/index.ts";
import { snac } from "./applications/snac/index.ts";

/** Every application, in the order in which the catalogue shows them. */
export const applications: readonly ApplicationModule[] = [mastodon, pixelfed, peertube, snac, hello];

/** The module with this id, or undefined when there is no such application. */
export function findApplication(id: string): ApplicationModule | undefined {
  return applications.find((module) => module.id === id);
}

// Modules never change while a program runs, and their schemas are large: each list is digested once.
const digests = new WeakMap<readonly ApplicationModule[], Digest>();

/** Identity of the catalogue a plan was made with: id, version, options and shipped versions of every module. */
export function catalogueDigest(modules: readonly ApplicationModule[] = applications): Digest {
  const known = digests.get(modules);
  if (known !== undefined) return known;
  const digest = digestOf(
    modules.map(({ id, version, hosts, optionsSchema, manifest }) => ({
      id,
      version,
      hosts,
      optionsSchema,
      versions: manifest.versions,
    })),
  );
  digests.set(modules, digest);
  return digest;
}
