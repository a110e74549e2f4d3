import { findApplication } from "@allotment/catalogue";
import { addressOf, errorAt, validateAgainst, type Configuration, type Diagnostic } from "@allotment/model";
import { ApiError } from "../errors/api-error.ts";
import { normalise } from "./normalise.ts";

/**
 * What holds for every draft, finished or not: it has the shape of a configuration, and no secret stands in it in clear.
 * Options may still be wrong or missing.
 *
 * @returns the draft in today's form
 * @throws ApiError `invalid-document`, `secret-in-clear`
 */
export function checkDraft(document: Configuration): Configuration {
  const shape = validateAgainst("configuration.schema.json", document);
  if (shape.length > 0) throw new ApiError("invalid-document", { diagnostics: shape });
  const clear = secretsInClear(document);
  if (clear.length > 0) throw new ApiError("secret-in-clear", { diagnostics: clear });
  return normalise(document);
}

function secretsInClear(document: Configuration): Diagnostic[] {
  return Object.entries(document.applications).flatMap(([slug, { application, options }]) => {
    const properties = findApplication(application)?.optionsSchema.properties ?? {};
    return Object.entries(properties)
      .filter(([name, option]) => option["x-allotment"].secret === true && Object.hasOwn(options, name))
      .filter(([name]) => !isReference(options[name]))
      .map(([name]) => errorAt(addressOf("applications", slug, "options", name), "secret-in-clear"));
  });
}

function isReference(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value !== "object" || Object.keys(value).length !== 1) return false;
  return "$secret" in value && typeof value.$secret === "string";
}
