/** Words for values that are no text. */
export interface ValueWords {
  readonly on: string;
  readonly off: string;
  readonly none: string;
  readonly secret: string;
}

const longestCharacters = 120;

/** A value of a configuration as people read it. Secrets are never more than "set". */
export function valueText(value: unknown, words: ValueWords, secret = false): string {
  if (value === null || value === undefined || value === "") return words.none;
  if (secret || isReference(value)) return words.secret;
  if (typeof value === "boolean") return value ? words.on : words.off;
  const text = Array.isArray(value)
    ? value.map((one) => valueText(one, words)).join(", ") || words.none
    : typeof value === "object"
      ? Object.entries(value)
          .map(([name, one]) => `${name} ${valueText(one, words)}`)
          .join(", ")
      : scalarText(value);
  return text.length > longestCharacters ? `${text.slice(0, longestCharacters)}…` : text;
}

function isReference(value: unknown): boolean {
  return typeof value === "object" && value !== null && "$secret" in value;
}

function scalarText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
