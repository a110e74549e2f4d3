import { type Diagnostic, errorAt, type SecretFile } from "@allotment/model";
import type { SecretValues } from "./values.ts";

/** The text of a secret file, or why it cannot be written. */
export type Composed =
  { readonly ok: true; readonly content: string } | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

// Means the same to systemd's EnvironmentFile, to dotenv readers and to a shell.
const plain = /^[A-Za-z0-9_.,/:@%+=-]*$/;

// In single quotes these mean themselves everywhere. A quote, a backslash, `$` and a backtick do not: readers differ.
const quotable = /^[ !"#%&()*+,./0-9:;<=>?@A-Z[\]^_a-z{|}~-]*$/;

/**
 * Composes the text of a secret file from its parts. `raw`: the one part named `value`, as it is. `env`: a line
 * `NAME=value` for each part, by name.
 *
 * @param address of the file in the description, for diagnostics: they name the part, never the value
 */
export function composeFile(file: SecretFile, address: string, values: SecretValues): Composed {
  const parts = Object.entries(file.parts).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const diagnostics: Diagnostic[] = [];
  const texts: string[] = [];
  for (const [name, source] of parts) {
    const value = values.valueOf(source);
    if (value === null) diagnostics.push(errorAt(`${address}.parts.${name}`, "secret-missing"));
    else if (file.format === "raw") texts.push(value);
    else if (quotable.test(value)) texts.push(`${name}=${plain.test(value) ? value : `'${value}'`}\n`);
    else diagnostics.push(errorAt(`${address}.parts.${name}`, "secret-not-writable"));
  }
  return diagnostics.length > 0 ? { ok: false, diagnostics } : { ok: true, content: texts.join("") };
}
