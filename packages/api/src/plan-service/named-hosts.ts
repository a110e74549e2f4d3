import { findApplication, normaliseHost } from "@allotment/catalogue";
import type { Configuration } from "@allotment/model";

/** Every host name that stands in an option for one, in its normal form. Other options may be wrong or missing. */
export function namedHosts(document: Configuration): string[] {
  const hosts = Object.values(document.applications).flatMap(({ application, options }) =>
    Object.entries(findApplication(application)?.optionsSchema.properties ?? {}).flatMap(([name, option]) => {
      const value = options[name];
      if (option["x-allotment"].domain === undefined || typeof value !== "string") return [];
      return normaliseHost(value) ?? [];
    }),
  );
  return [...new Set(hosts)];
}
