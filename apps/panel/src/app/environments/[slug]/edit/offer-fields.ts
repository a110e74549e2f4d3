import { schemaRegistry } from "@allotment/model";
import { isDocument, textOf } from "./document.ts";

/** How one field of an offer is entered. */
export interface OfferField {
  /** From the offer: `["ssh", "port"]`. */
  readonly path: readonly string[];
  readonly kind: "text" | "long-text" | "integer" | "switch" | "choice" | "lines" | "secret";
  readonly required: boolean;
  /** From the schema. */
  readonly help: string;
  /** Only for `choice`. */
  readonly choices: readonly string[];
  /** What holds where nothing is given; empty for nothing. */
  readonly otherwise: string;
}

/** Resource types that can be declared, machines first. */
export const offerTypes = [
  "machine",
  "s3-bucket",
  "backup-repository",
  "smtp",
  "http-ingress",
  "dns-record",
  "postgresql",
  "redis",
  "search",
] as const;

/** One of them. */
export type OfferType = (typeof offerTypes)[number];

/** The fields of an offer by its schema, so that a new field needs no change here. What is required comes first. */
export function offerFields(type: OfferType): readonly OfferField[] {
  const fields = fieldsOf(schemaRegistry[`resources/${type}/offer.schema.json`], [], true);
  return [...fields.filter(({ required }) => required), ...fields.filter(({ required }) => !required)];
}

function fieldsOf(schema: unknown, above: readonly string[], needed: boolean): readonly OfferField[] {
  if (!isDocument(schema) || !isDocument(schema["properties"])) return [];
  const required: readonly unknown[] = Array.isArray(schema["required"]) ? schema["required"] : [];
  return Object.entries(schema["properties"]).flatMap(([name, field]) => {
    const path = [...above, name];
    if (!isDocument(field)) return [];
    if (field["type"] === "object") return fieldsOf(field, path, false);
    return [fieldOf(field, path, needed && required.includes(name))];
  });
}

function fieldOf(field: Readonly<Record<string, unknown>>, path: readonly string[], required: boolean): OfferField {
  const choices = Array.isArray(field["enum"]) ? field["enum"].map(String) : [];
  return {
    path,
    kind: kindOf(field, choices),
    required,
    help: typeof field["description"] === "string" ? field["description"].replaceAll("`", "") : "",
    choices,
    otherwise: textOf(field["default"]),
  };
}

/** What is longer is no line. */
const lineLengthMax = 2000;

function kindOf(field: Readonly<Record<string, unknown>>, choices: readonly string[]): OfferField["kind"] {
  if (String(field["$ref"]).endsWith("/SecretReference")) return "secret";
  if (choices.length > 0) return "choice";
  if (field["type"] === "integer") return "integer";
  if (field["type"] === "boolean") return "switch";
  if (field["type"] === "array") return "lines";
  return Number(field["maxLength"]) > lineLengthMax ? "long-text" : "text";
}
