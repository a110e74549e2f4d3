/** Joins class names; what is false or empty is left out. Undefined when nothing remains. */
export function classes(...names: readonly (string | false | undefined)[]): string | undefined {
  return names.filter(Boolean).join(" ") || undefined;
}

/** Joins element ids for `aria-describedby`; undefined when there is none, so that the attribute is not rendered. */
export function idList(...ids: readonly (string | false | undefined)[]): string | undefined {
  const found = ids.filter(Boolean);
  return found.length > 0 ? found.join(" ") : undefined;
}
