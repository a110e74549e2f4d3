import type { RJSFSchema } from "@rjsf/utils";
import { isRecord } from "./annotation.ts";

type Documents = ReadonlyMap<string, unknown>;
type Place = { readonly base: string; readonly open: readonly string[] };

const anonymous = "urn:form";

/**
 * A copy of a schema with every `$ref` replaced by what it points at, within the schema itself or in one of `others`
 * (found by their `$id`). What stands beside a reference wins over its target. A reference that points nowhere, or in a
 * circle, is dropped: the option is then edited as plain JSON, and the form never fails over a schema.
 */
export function inlineReferences(schema: object, others: readonly object[]): RJSFSchema {
  const documents = new Map([...others, schema].map((each) => [idOf(each), each]));
  const copy = inline(schema, { base: idOf(schema), open: [] }, documents);
  return isRecord(copy) ? copy : {};
}

function idOf(schema: unknown): string {
  const id = isRecord(schema) ? schema["$id"] : undefined;
  return typeof id === "string" ? withoutFragment(id) : anonymous;
}

function inline(node: unknown, place: Place, documents: Documents): unknown {
  if (Array.isArray(node)) return node.map((each) => inline(each, place, documents));
  if (!isRecord(node)) return node;
  const reference = node["$ref"];
  const others = Object.entries(node).filter(([name, each]) => name !== "$ref" || isRecord(each));
  const copy = Object.fromEntries(others.map(([name, each]) => [name, inline(each, place, documents)]));
  if (typeof reference !== "string") return copy;
  const address = absolute(reference, place.base);
  if (place.open.includes(address)) return copy;
  const target = inline(
    lookUp(address, documents),
    { base: withoutFragment(address), open: [...place.open, address] },
    documents,
  );
  return isRecord(target) ? { ...target, ...copy } : copy;
}

function withoutFragment(address: string): string {
  return address.split("#", 1)[0] ?? "";
}

function absolute(reference: string, base: string): string {
  if (reference.startsWith("#")) return base + reference;
  return URL.canParse(reference, base) ? new URL(reference, base).href : reference;
}

/** What stands at an address: a whole document, or the part its fragment (a JSON pointer) names. */
function lookUp(address: string, documents: Documents): unknown {
  let found = documents.get(withoutFragment(address));
  const fragment = address.slice(withoutFragment(address).length + 1);
  for (const part of fragment.split("/").slice(1)) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    found = isRecord(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  }
  return found;
}
