import type { RJSFSchema } from "@rjsf/utils";
import { isRecord, readAnnotation, readGroups, type OptionGroup } from "./annotation.ts";

/** A group with the names of its options, in order. */
export type ArrangedGroup = OptionGroup & { readonly essential: readonly string[]; readonly more: readonly string[] };

/**
 * Sorts a schema's options into the root's groups, by `order` and then by name. Options of no known group come last, in
 * a group of their own titled `otherTitle`. Empty groups are left out.
 */
export function arrange(
  properties: NonNullable<RJSFSchema["properties"]>,
  groups: readonly OptionGroup[],
  otherTitle: string,
): readonly ArrangedGroup[] {
  const known = new Set(groups.map((group) => group.id));
  const options = Object.entries(properties)
    .map(([name, schema]) => ({ name, annotation: readAnnotation(isRecord(schema) ? schema : {}) }))
    .toSorted((a, b) => a.annotation.order - b.annotation.order);
  const pick = (groupId: string, level: "essential" | "more") =>
    options
      .filter(({ annotation }) => (known.has(annotation.group) ? annotation.group : "") === groupId)
      .filter(({ annotation }) => annotation.level === level)
      .map(({ name }) => name);
  return [...groups, { id: "", title: otherTitle }]
    .map((group) => ({ ...group, essential: pick(group.id, "essential"), more: pick(group.id, "more") }))
    .filter((group) => group.essential.length + group.more.length > 0);
}

/** Whether an option answers a search: its title, description or name holds every word of it. */
export function answersSearch(name: string, schema: unknown, query: string): boolean {
  const { title, description } = isRecord(schema) ? schema : {};
  const text = [name, title, description]
    .filter((each) => typeof each === "string")
    .join(" ")
    .toLocaleLowerCase();
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The groups of a root schema with their options; see `arrange`. */
export function arrangeRoot(root: RJSFSchema, otherTitle: string): readonly ArrangedGroup[] {
  return arrange(root.properties ?? {}, readGroups(root), otherTitle);
}
