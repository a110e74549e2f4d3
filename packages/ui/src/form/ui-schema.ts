import type { RJSFSchema, UiSchema } from "@rjsf/utils";
import { isRecord } from "./annotation.ts";
import { isLeaf } from "./controls/index.ts";
import { kindOf, simplify } from "./kinds.ts";

const leaf: UiSchema = { "ui:field": "OptionField", "ui:fieldReplacesAnyOrOneOf": true };
const deepest = 8;

/**
 * The uiSchema that sends every single option to OptionField, also inside objects, lists, conditionals (`then`, `else`,
 * `allOf`) and dependent schemas. `frozen` names fields (nested ones as "oidc/issuer") that are shown but cannot be
 * edited.
 */
export function buildUiSchema(
  schema: RJSFSchema,
  root: RJSFSchema,
  frozen: Readonly<Record<string, string>>,
  path = "",
): UiSchema {
  const ui: UiSchema = {};
  if (path.split("/").length > deepest) return ui;
  for (const [name, given] of propertiesOf(schema)) {
    const inner = path === "" ? name : `${path}/${name}`;
    const own = describe(given, root, frozen, inner);
    ui[name] = Object.hasOwn(frozen, inner) ? { ...own, "ui:disabled": true } : own;
  }
  return ui;
}

function describe(
  given: RJSFSchema,
  root: RJSFSchema,
  frozen: Readonly<Record<string, string>>,
  path: string,
): UiSchema {
  const kind = kindOf(given, root);
  if (isLeaf(kind)) return leaf;
  const { schema } = simplify(given, root);
  if (kind === "object") return buildUiSchema(schema, root, frozen, path);
  const items: RJSFSchema = isRecord(schema.items) ? schema.items : {};
  return { items: describe(items, root, frozen, path) };
}

/** A schema's properties together with those its conditionals may add. */
function propertiesOf(schema: RJSFSchema): readonly (readonly [string, RJSFSchema])[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, each]) =>
    isRecord(each) ? [[name, each] as const] : [],
  );
  const branches = [schema.then, schema.else, ...(schema.allOf ?? []), ...Object.values(schema.dependentSchemas ?? {})];
  return [...branches.flatMap((each) => (isRecord(each) ? propertiesOf(each) : [])), ...own];
}
