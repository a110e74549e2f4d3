const lengthMax = 60;

/** A value in one short line, as JSON; what is cut off is marked by an ellipsis. */
export function shortValue(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return text.length > lengthMax ? `${text.slice(0, lengthMax - 1)}…` : text;
}
