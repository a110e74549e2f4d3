import type { RJSFSchema, ValidatorType } from "@rjsf/utils";
import { isRecord } from "./annotation.ts";
import { sameValue } from "./same-value.ts";

/*
 * Why a validator of our own, and so small. The strict content security policy forbids `new Function`, which AJV needs;
 * AJV's precompiled form refuses a schema that differs in one title and adds a module per catalogue version to the
 * browser's load. And the messages have to come from the server anyway: it validates again with everything that a
 * schema cannot say (names taken, quotas, versions), in the person's language. So the browser needs to know one thing
 * only: whether a conditional (`if`) or an alternative (`oneOf`) applies. That is what this answers.
 */

const maxDepth = 64;

/**
 * Whether `value` satisfies `schema`, by the keywords that conditionals use: type, const, enum, required, properties,
 * items, minimum, maximum, minLength, maxLength, minItems, allOf, anyOf, oneOf, not, if/then/else and $ref into the
 * root. Other keywords are taken as satisfied. It never throws; nesting deeper than 64 counts as satisfied.
 */
export function satisfies(schema: unknown, value: unknown, root: RJSFSchema, depth = 0): boolean {
  if (schema === false) return false;
  if (!isRecord(schema) || depth > maxDepth) return true;
  const inner = (each: unknown, part: unknown = value) => satisfies(each, part, root, depth + 1);
  return (
    fitsType(schema["type"], value) &&
    fitsValue(schema, value) &&
    fitsBounds(schema, value) &&
    fitsObject(schema, value, inner) &&
    fitsList(schema["items"], value, inner) &&
    fitsCombination(schema, inner) &&
    inner(resolveReference(schema["$ref"], root))
  );
}

type Inner = (schema: unknown, value?: unknown) => boolean;

function fitsType(type: unknown, value: unknown): boolean {
  if (type === undefined || value === undefined) return true;
  const types = Array.isArray(type) ? type : [type];
  return types.some((each) => hasType(each, value));
}

function hasType(type: unknown, value: unknown): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isRecord(value);
  return typeof value === type;
}

function fitsValue(schema: Readonly<Record<string, unknown>>, value: unknown): boolean {
  if (value === undefined) return true;
  if (Object.hasOwn(schema, "const") && !sameValue(schema["const"], value)) return false;
  const allowed = schema["enum"];
  return !Array.isArray(allowed) || allowed.some((each) => sameValue(each, value));
}

function fitsBounds(schema: Readonly<Record<string, unknown>>, value: unknown): boolean {
  const between = (size: number, low: unknown, high: unknown) =>
    (typeof low !== "number" || size >= low) && (typeof high !== "number" || size <= high);
  if (typeof value === "number") return between(value, schema["minimum"], schema["maximum"]);
  if (typeof value === "string") return between([...value].length, schema["minLength"], schema["maxLength"]);
  if (Array.isArray(value)) return between(value.length, schema["minItems"], schema["maxItems"]);
  return true;
}

function fitsObject(schema: Readonly<Record<string, unknown>>, value: unknown, inner: Inner): boolean {
  if (!isRecord(value)) return true;
  const required = schema["required"];
  if (Array.isArray(required) && !required.every((name) => value[String(name)] !== undefined)) return false;
  const properties = schema["properties"];
  if (!isRecord(properties)) return true;
  return Object.entries(properties).every(([name, each]) => value[name] === undefined || inner(each, value[name]));
}

function fitsList(items: unknown, value: unknown, inner: Inner): boolean {
  return items === undefined || !Array.isArray(value) || value.every((item) => inner(items, item));
}

function fitsCombination(schema: Readonly<Record<string, unknown>>, inner: Inner): boolean {
  const { allOf, anyOf, oneOf } = schema;
  if (Array.isArray(allOf) && !allOf.every((each) => inner(each))) return false;
  if (Array.isArray(anyOf) && !anyOf.some((each) => inner(each))) return false;
  if (Array.isArray(oneOf) && oneOf.filter((each) => inner(each)).length !== 1) return false;
  if (schema["not"] !== undefined && inner(schema["not"])) return false;
  if (schema["if"] === undefined) return true;
  return inner(schema["if"]) ? inner(schema["then"]) : inner(schema["else"]);
}

/** The schema a local reference (`#/$defs/name`) points at; undefined where it points nowhere. */
export function resolveReference(reference: unknown, root: RJSFSchema): unknown {
  if (typeof reference !== "string" || !reference.startsWith("#/")) return undefined;
  let found: unknown = root;
  for (const part of reference.slice(2).split("/")) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    found = isRecord(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  }
  return found;
}

/** The validator handed to react-jsonschema-form: decides conditionals, reports nothing. */
export const lightValidator: ValidatorType = {
  isValid: (schema, formData, rootSchema) => satisfies(schema, formData, rootSchema),
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({ errors: [] }),
};
