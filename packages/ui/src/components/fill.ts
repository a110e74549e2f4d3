/**
 * Puts values into a label with placeholders: `fill("Step {n} of {total}", { n: 2, total: 5 })`.
 * Labels are plain strings and not functions, because server components can hand only plain data to client components.
 * A placeholder without a value is left as it is, so that the gap is seen.
 */
export function fill(label: string, values: Readonly<Record<string, string | number>>): string {
  return label.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}
