// Types of the model, from the JSON Schemas: one file, every titled schema once.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";

/**
 * All schema files below a folder, as sorted paths relative to it.
 *
 * @param {string} folder
 * @returns {string[]}
 */
export function schemaFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".schema.json"))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split("\\").join("/"))
    .sort();
}

/**
 * TypeScript for every schema in the folder. An umbrella that refers to all of them makes the compiler write each
 * titled type once; the umbrella itself is only a table of what exists.
 *
 * @param {string} folder
 * @returns {Promise<string>}
 */
export async function generateTypes(folder) {
  const files = schemaFiles(folder);
  const properties = Object.fromEntries(files.map((file) => [file, { $ref: file }]));
  /** @type {import("json-schema-to-typescript").JSONSchema} */
  const umbrella = { title: "AllSchemas", type: "object", additionalProperties: false, required: files, properties };
  const text = await compile(umbrella, "AllSchemas", {
    cwd: folder,
    bannerComment: "// Generated from schemas/ by `npm run generate`. Do not edit.",
    additionalProperties: false,
    enableConstEnums: false,
    format: false,
    unknownAny: true,
    strictIndexSignatures: false,
    ignoreMinAndMaxItems: true,
    declareExternallyReferenced: true,
    $refOptions: { resolve: { local: schemaReader } },
  });
  return `${text.trim()}\n`;
}

/**
 * A module that imports every schema, so that bundlers carry them along: path below schemas/ → schema.
 *
 * @param {string} folder
 * @returns {string}
 */
export function generateRegistry(folder) {
  const files = schemaFiles(folder);
  const imports = files.map(
    (file, index) => `import s${index} from "../../../../schemas/${file}" with { type: "json" };`,
  );
  const entries = files.map((file, index) => `  "${file}": s${index},`);
  return [
    "// Generated from schemas/ by `npm run generate`. Do not edit.",
    ...imports,
    "",
    "/** Every JSON Schema of the project by its path below schemas/. */",
    "export const schemaRegistry: Readonly<Record<string, object>> = {",
    ...entries,
    "};",
    "",
  ].join("\n");
}

// Reads a schema for the compiler: without `$id` (a name, never fetched), so that references resolve as files, and
// without what stands beside a `$ref` (descriptions), which would make a second type of the same shape.
const schemaReader = {
  order: 1,
  canRead: (/** @type {{ url: string }} */ file) => file.url.endsWith(".schema.json"),
  read: (/** @type {{ url: string }} */ { url }) => {
    const { $id: _, ...schema } = JSON.parse(readFileSync(url.startsWith("file:") ? fileURLToPath(url) : url, "utf8"));
    return JSON.stringify(bareReferences(schema));
  },
};

/**
 * @param {unknown} value
 * @returns {unknown}
 */
function bareReferences(value) {
  if (Array.isArray(value)) return value.map(bareReferences);
  if (!isObject(value)) return value;
  if (typeof value["$ref"] === "string") return { $ref: value["$ref"] };
  if (value["x-allotment"] !== undefined) return untitled(value);
  if (Object.keys(value).join() === "description" && typeof value["description"] === "string")
    return { ...value, tsType: "unknown" };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, bareReferences(item)]));
}

/**
 * Titles of options and of their choices are labels for people, not names of types.
 *
 * @param {unknown} value
 * @returns {unknown}
 */
function untitled(value) {
  if (Array.isArray(value)) return value.map(untitled);
  if (!isObject(value)) return value;
  const { title: _, "x-allotment": __, ...rest } = value;
  return Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, untitled(item)]));
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isObject(value) {
  return value !== null && typeof value === "object";
}
