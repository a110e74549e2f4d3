import type { RJSFSchema } from "@rjsf/utils";
import { isRecord, readAnnotation } from "./annotation.ts";
import { choicesOf, simplify } from "./kinds.ts";
import type { OptionsFormLabels } from "./labels.ts";
import { sameValue } from "./same-value.ts";

const longestCharacters = 80;

/** A value in words for a sentence: the choice's title, "on", "6 days"; long texts are cut. */
export function formatValue(value: unknown, given: RJSFSchema, root: RJSFSchema, labels: OptionsFormLabels): string {
  const { schema } = simplify(given, root);
  const choice = choicesOf(schema).find((each) => sameValue(each.value, value));
  if (choice) return choice.label;
  if (value === undefined || value === null || value === "") return labels.values.notSet;
  if (typeof value === "boolean") return value ? labels.values.on : labels.values.off;
  if (Array.isArray(value)) return formatList(value, schema, root, labels);
  const { unit } = readAnnotation(schema);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return unit && typeof value === "number" ? `${text} ${unit}` : cut(text);
}

function formatList(
  value: readonly unknown[],
  schema: RJSFSchema,
  root: RJSFSchema,
  labels: OptionsFormLabels,
): string {
  if (value.length === 0) return labels.values.notSet;
  const items: RJSFSchema = isRecord(schema.items) ? schema.items : {};
  return cut(value.map((item) => formatValue(item, items, root, labels)).join(", "));
}

function cut(text: string): string {
  return text.length > longestCharacters ? `${text.slice(0, longestCharacters)}…` : text;
}
