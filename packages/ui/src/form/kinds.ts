import type { RJSFSchema } from "@rjsf/utils";
import { isRecord, readAnnotation } from "./annotation.ts";
import { resolveReference } from "./light-validator.ts";

/** Which control edits an option. `object` and `list` are drawn by react-jsonschema-form with our templates. */
export type ControlKind =
  | "checkbox"
  | "number"
  | "text"
  | "email"
  | "url"
  | "textarea"
  | "secret"
  | "cards"
  | "select"
  | "lines"
  | "checkboxes"
  | "json"
  | "object"
  | "list";

/** An allowed value with its words. */
export type Choice = {
  readonly value: unknown;
  readonly label: string;
  readonly description?: string | undefined;
};

const cardsMax = 6;
const cardsWithoutWordsMax = 3;
const longTextCharacters = 280;
const longTextWidgets: ReadonlySet<string | undefined> = new Set(["textarea", "markdown", "css", "lines"]);

/** A schema with its reference resolved and its "or null" taken off; `nullable` says that there was one. */
export function simplify(schema: RJSFSchema, root: RJSFSchema): { schema: RJSFSchema; nullable: boolean } {
  const target = resolveReference(schema.$ref, root);
  const merged: RJSFSchema = isRecord(target) ? { ...target, ...schema } : schema;
  const nullable = Array.isArray(merged.type) && merged.type.includes("null");
  if (nullable) return { schema: { ...merged, type: firstType(merged) }, nullable };
  const branches = merged.anyOf ?? (choicesOf(merged).length > 0 ? undefined : merged.oneOf);
  const others = (branches ?? []).filter((each) => isRecord(each) && each.type !== "null");
  const [only] = others;
  if (branches && branches.length > others.length && others.length === 1 && isRecord(only)) {
    const { anyOf: _anyOf, oneOf: _oneOf, ...rest } = merged;
    return { schema: { ...only, ...rest }, nullable: true };
  }
  return { schema: merged, nullable: false };
}

function firstType(schema: RJSFSchema): RJSFSchema["type"] {
  return Array.isArray(schema.type) ? schema.type.find((each) => each !== "null") : schema.type;
}

/** The allowed values of a schema, from `oneOf` (or `anyOf`) of `const` with title and description, or from `enum`. */
export function choicesOf(schema: RJSFSchema): readonly Choice[] {
  const branches: readonly unknown[] = schema.oneOf ?? schema.anyOf ?? [];
  if (branches.length > 0) {
    const choices = branches.flatMap((each) =>
      isRecord(each) && Object.hasOwn(each, "const") ? [toChoice(each)] : [],
    );
    return choices.length === branches.length ? choices : [];
  }
  return (schema.enum ?? []).map((value: unknown) => ({ value, label: String(value) }));
}

function toChoice(branch: Readonly<Record<string, unknown>>): Choice {
  const { title, description } = branch;
  return {
    value: branch["const"],
    label: typeof title === "string" ? title : String(branch["const"]),
    description: typeof description === "string" ? description : undefined,
  };
}

/** The text that stands for a value in the DOM (`value` of an option or a radio button). */
export function choiceKey(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

/** The kind of control for an option's schema: by the annotation's `widget` where it fits, else by the schema's shape. */
export function kindOf(given: RJSFSchema, root: RJSFSchema): ControlKind {
  const { schema } = simplify(given, root);
  const { secret, widget } = readAnnotation(schema);
  if (secret === true) return "secret";
  const choices = choicesOf(schema);
  if (choices.length > 0) return choiceKind(choices, widget);
  switch (firstType(schema)) {
    case "boolean":
      return "checkbox";
    case "integer":
    case "number":
      return "number";
    case "string":
      return textKind(schema, widget);
    case "array":
      return listKind(schema, root);
    case "object":
      return isRecord(schema.properties) ? "object" : "json";
    default:
      return "json";
  }
}

function choiceKind(choices: readonly Choice[], widget: string | undefined): ControlKind {
  if (widget === "select") return "select";
  if (widget === "radio" || widget === "cards") return "cards";
  const described = choices.some((choice) => choice.description);
  return choices.length <= (described ? cardsMax : cardsWithoutWordsMax) ? "cards" : "select";
}

function textKind(schema: RJSFSchema, widget: string | undefined): ControlKind {
  const long = typeof schema.maxLength === "number" && schema.maxLength > longTextCharacters;
  const short = schema.format !== undefined || schema.pattern !== undefined;
  if (longTextWidgets.has(widget)) return "textarea";
  if (widget === "email" || schema.format === "email") return "email";
  if (widget === "url" || schema.format === "uri" || schema.format === "url") return "url";
  return long && !short && widget === undefined ? "textarea" : "text";
}

function listKind(schema: RJSFSchema, root: RJSFSchema): ControlKind {
  if (!isRecord(schema.items)) return "json";
  const { schema: items } = simplify(schema.items, root);
  if (choicesOf(items).length > 0) return "checkboxes";
  const type = firstType(items);
  if (type === "string" || type === "integer" || type === "number") return "lines";
  return type === "object" ? "list" : "json";
}
