/** A folder of text files: path relative to its root, with forward slashes → content. */
export type Tree = ReadonlyMap<string, string>;

/** The same files in the order of their paths, so that equal trees are equal also when they are written out. */
export function sortedTree(files: Iterable<readonly [string, string]>): Tree {
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** Indented JSON with sorted keys and a final line break: the same value always gives the same file. */
export function jsonFile(value: unknown): string {
  return `${JSON.stringify(sorted(value), null, 2)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
