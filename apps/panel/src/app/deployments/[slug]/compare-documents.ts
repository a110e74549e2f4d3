import type { Document } from "./use-draft.ts";

/** One value in which two drafts differ. */
export interface DocumentDifference {
  readonly address: string;
  readonly kind: "added" | "removed" | "changed";
  readonly before: unknown;
  readonly after: unknown;
}

/** Where two drafts differ, option by option. */
export function compareDocuments(before: Document, after: Document): readonly DocumentDifference[] {
  const was = flat(before);
  const is = flat(after);
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((address): DocumentDifference[] => {
    const [old, now] = [was.get(address), is.get(address)];
    if (JSON.stringify(old) === JSON.stringify(now)) return [];
    const kind = old === undefined ? "added" : now === undefined ? "removed" : "changed";
    return [{ address, kind, before: old, after: now }];
  });
}

function flat({ applications, backups, rotations = {} }: Document): ReadonlyMap<string, unknown> {
  return new Map([
    ...Object.entries(applications).flatMap(([slug, { application, options }]): [string, unknown][] => [
      [`applications.${slug}`, application],
      ...Object.entries(options).map(([name, value]): [string, unknown] => [
        `applications.${slug}.options.${name}`,
        value,
      ]),
    ]),
    ...Object.entries(backups).map(([name, value]): [string, unknown] => [`backups.${name}`, value]),
    ...Object.entries(rotations).map(([path, number]): [string, unknown] => [`rotations.${path}`, number]),
  ]);
}
