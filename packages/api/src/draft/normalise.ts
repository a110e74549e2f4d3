import { findApplication, migrateOptions, normaliseDomains } from "@allotment/catalogue";
import { validateAgainst, type Configuration, type InstanceConfiguration } from "@allotment/model";

/**
 * A configuration in today's form: options of older application modules migrated, host names in their one normal form,
 * and each instance marked with the module version that its options are written for.
 *
 * @param document of the shape of a configuration; options may be anything
 */
export function normalise(document: Configuration): Configuration {
  const applications = Object.entries(document.applications).map(
    ([slug, instance]) => [slug, normaliseInstance(instance)] as const,
  );
  return { ...document, applications: Object.fromEntries(applications) };
}

/** The same for what may not have the shape of a configuration: that comes back as it is, for the plan to refuse. */
export function normaliseAnything(document: unknown): unknown {
  return isShaped(document) ? normalise(document) : document;
}

/** Whether something has the shape of a configuration; its options may be anything. */
export function isShaped(document: unknown): document is Configuration {
  return validateAgainst("configuration.schema.json", document).length === 0;
}

function normaliseInstance(instance: InstanceConfiguration): InstanceConfiguration {
  const module = findApplication(instance.application);
  const version = instance.moduleVersion ?? module?.version ?? 0;
  // Unknown applications and options of a newer module stay as they are: the plan says what is wrong with them.
  if (!module || version > module.version) return instance;
  const migrated = migrateOptions(module, instance.options, version);
  return { ...instance, moduleVersion: module.version, options: { ...normaliseDomains(module, migrated) } };
}
