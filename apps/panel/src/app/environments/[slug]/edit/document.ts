/** A document while it is edited: it may be unfinished, or of any shape when it comes from a text. */
export type Document = Readonly<Record<string, unknown>>;

/** Names of the fields from the root to a value. */
export type Path = readonly string[];

/** Whether a value is an object with fields. */
export function isDocument(value: unknown): value is Document {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A plain value as a text field shows it; empty for nothing, and for what is no plain value. */
export function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** The value at a path; undefined where there is none. */
export function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, name) => (isDocument(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    document,
  );
}

/** The document with a value at a path. Undefined takes the field away, and objects that become empty by that. */
export function withValue(document: Document, path: Path, value: unknown): Document {
  const [name, ...rest] = path;
  if (name === undefined) return document;
  const before = valueAt(document, [name]);
  const after = rest.length === 0 ? value : withValue(isDocument(before) ? before : {}, rest, value);
  const emptied = rest.length > 0 && value === undefined && isDocument(after) && Object.keys(after).length === 0;
  if (after !== undefined && !emptied) return { ...document, [name]: after };
  return Object.fromEntries(Object.entries(document).filter(([key]) => key !== name));
}

/** Names of the offers of a resource type, in the order of the document. */
export function offerNames(document: unknown, type: string): readonly string[] {
  const offers = valueAt(document, ["offers", type]);
  return isDocument(offers) ? Object.keys(offers) : [];
}

/** The document without an offer. Machines stay as an empty list: an environment always has one. */
export function withoutOffer(document: Document, type: string, name: string): Document {
  const removed = withValue(document, ["offers", type, name], undefined);
  return type === "machine" && valueAt(removed, ["offers", type]) === undefined
    ? withValue(removed, ["offers", type], {})
    : removed;
}
