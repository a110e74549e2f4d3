import { findApplication } from "@allotment/catalogue";
import { digestOf, schemaRegistry, type Configuration, type Digest } from "@allotment/model";
import type { EnvironmentRevisionRecord, RevisionVersions } from "@allotment/store";

const digests = new Map<string, Digest>();

/** The versions of everything that a configuration was written with. */
export function versionsOf(configuration: Configuration, environment: EnvironmentRevisionRecord): RevisionVersions {
  const used = [...new Set(Object.values(configuration.applications).map(({ application }) => application))].sort();
  const paths = Object.keys(schemaRegistry).filter(
    (path) => !path.startsWith("applications/") || used.some((id) => path === `applications/${id}/options.schema.json`),
  );
  return {
    schemas: Object.fromEntries(paths.sort().map((path) => [path, schemaDigest(path)])),
    modules: Object.fromEntries(used.flatMap((id) => moduleVersion(id))),
    environmentRevisionId: environment.id,
    policyDigest: digestOf(environment.document.policy),
  };
}

function moduleVersion(id: string): [string, number][] {
  const module = findApplication(id);
  return module ? [[id, module.version]] : [];
}

// Schemas are as long-lived as the process.
function schemaDigest(path: string): Digest {
  const known = digests.get(path);
  if (known !== undefined) return known;
  const digest = digestOf(schemaRegistry[path]);
  digests.set(path, digest);
  return digest;
}
