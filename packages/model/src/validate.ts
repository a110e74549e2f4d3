import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { addressOfPointer, joinAddress } from "./address.ts";
import { errorAt } from "./diagnostics.ts";
import { schemaRegistry } from "./generated/registry.ts";
import type { Diagnostic, Params } from "./generated/schemas.ts";

const base = "https://schemas.allotment.example/";

/** Longest help that goes along with a diagnostic, in characters. */
const helpLength = 400;

/** At most so many diagnostics of one validation: a hostile input does not make a hostile answer. */
const diagnosticsMax = 100;

let compiler: Ajv2020 | undefined;

// Compiled on first use: a page that shows no form pays nothing.
function ajv(): Ajv2020 {
  if (compiler) return compiler;
  compiler = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true, verbose: true });
  addFormats.default(compiler);
  compiler.addVocabulary(["x-allotment", "x-allotment-groups"]);
  for (const schema of Object.values(schemaRegistry)) compiler.addSchema(schema);
  return compiler;
}

/**
 * Validates a value against a schema.
 *
 * @param schemaPath path below schemas/, e.g. `configuration.schema.json`, with `#/$defs/Name` for a part
 * @param value anything, of any size
 * @param root address of the value in what the user sees; errors name their field below it
 * @returns a diagnostic for each violation; empty when the value is valid
 */
export function validateAgainst(schemaPath: string, value: unknown, root = ""): Diagnostic[] {
  const validate = validator(schemaPath);
  if (validate(value)) return [];
  const errors = (validate.errors ?? []).filter((error) => !isNoise(error, validate.errors ?? []));
  return errors.slice(0, diagnosticsMax).map((error) => diagnosticOf(error, root));
}

function validator(schemaPath: string): ValidateFunction {
  const validate = ajv().getSchema(base + schemaPath);
  if (!validate) throw new Error(`there is no schema ${schemaPath}`);
  return validate;
}

// `anyOf` and `propertyNames` report once for each branch or part and once for the whole; one sentence is enough.
function isNoise(error: ErrorObject, all: readonly ErrorObject[]): boolean {
  if (error.propertyName !== undefined && error.keyword !== "propertyNames") return true;
  if (error.keyword === "if") return true;
  const union = all.find(
    (other) => other !== error && isUnion(other) && error.schemaPath.startsWith(`${other.schemaPath}/`),
  );
  return union !== undefined && union.instancePath === error.instancePath;
}

function isUnion(error: ErrorObject): boolean {
  return error.keyword === "anyOf" || error.keyword === "oneOf";
}

function diagnosticOf(error: ErrorObject, root: string): Diagnostic {
  const address = addressOfPointer(root, error.instancePath);
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case "required":
      return errorAt(joinAddress(address, String(params["missingProperty"])), "required");
    case "additionalProperties":
      return errorAt(joinAddress(address, String(params["additionalProperty"])), "unknown-field");
    case "propertyNames":
      return errorAt(joinAddress(address, String(params["propertyName"])), "invalid-name");
    case "type":
      return errorAt(address, "wrong-type", { expected: String(params["type"]), found: typeName(error.data) });
    case "enum":
      return errorAt(address, "not-allowed", { allowed: list(params["allowedValues"]) });
    case "oneOf":
      return errorAt(address, "not-allowed", { allowed: constants(error.schema) });
    case "format":
      return errorAt(address, "wrong-format", { format: String(params["format"]) });
    case "const":
      return errorAt(address, "not-allowed", { allowed: list([params["allowedValue"]]) });
    case "not":
      return notThis(error, address);
    default:
      return errorAt(address, codes[error.keyword] ?? "invalid", { ...limits(params), help: helpOf(error) });
  }
}

// `not` with a list names what is kept for something else; any other `not` only its own help can explain.
function notThis(error: ErrorObject, address: string): Diagnostic {
  const reserved: unknown = (error.schema as { enum?: unknown }).enum;
  if (!Array.isArray(reserved)) return errorAt(address, "invalid", { help: helpOf(error) });
  return errorAt(address, "reserved-value", { reserved: list(reserved) });
}

/** What the schema says about the field; `none` when it says nothing. */
function helpOf({ parentSchema }: ErrorObject): string {
  const help: unknown = parentSchema?.["description"];
  return typeof help === "string" ? help.slice(0, helpLength) : "none";
}

const codes: Readonly<Record<string, string>> = {
  pattern: "wrong-pattern",
  minLength: "too-short",
  maxLength: "too-long",
  minimum: "too-small",
  maximum: "too-large",
  exclusiveMinimum: "too-small",
  multipleOf: "not-a-multiple",
  minItems: "too-few",
  maxItems: "too-many",
  minProperties: "too-few",
  maxProperties: "too-many",
  uniqueItems: "repeated",
};

function limits(params: Readonly<Record<string, unknown>>): Params {
  const limit = params["limit"] ?? params["multipleOf"];
  return typeof limit === "number" ? { limit } : {};
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.map(String).join(", ") : "";
}

function constants(schema: unknown): string {
  return list(Array.isArray(schema) ? schema.map((branch: { const?: unknown }) => branch.const ?? "…") : []);
}
