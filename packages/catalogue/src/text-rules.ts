import { errorAt, type Diagnostic, type OptionSchema } from "@allotment/model";

const multiLineWidgets: ReadonlySet<string | undefined> = new Set(["textarea", "markdown", "css"]);

// Everything that no text holds: C0 and C1 without tab, line feed and carriage return, and halves of surrogate pairs.
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F]|\p{Surrogate}/u;
const lineBreak = /[\t\n\r\u0085\u2028\u2029]/;
// Embeddings, overrides and isolates make a line read otherwise than it is stored. Right-to-left letters need none of them.
const directionOverride = /[\u202A-\u202E\u2066-\u2069]/;

/**
 * What a schema cannot say about a string: control characters are refused everywhere, line breaks and invisible
 * direction marks in fields of one line.
 */
export function textDiagnostics(option: OptionSchema, value: string, address: string): Diagnostic[] {
  if (forbidden.test(value)) return [errorAt(address, "control-characters")];
  if (multiLineWidgets.has(option["x-allotment"].widget)) return [];
  return [
    ...(lineBreak.test(value) ? [errorAt(address, "single-line")] : []),
    ...(directionOverride.test(value) ? [errorAt(address, "hidden-characters")] : []),
  ];
}
