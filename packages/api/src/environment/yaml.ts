import { errorAt, type Diagnostic } from "@allotment/model";
import { LineCounter, parseDocument, stringify } from "yaml";

/** Longest YAML text that is read, in characters. */
export const yamlLengthMax = 512 * 1024;

/** Uses of anchors that are followed: a few lines of aliases can otherwise become gigabytes. */
const aliasesMax = 50;

/** At most so many mistakes are listed. */
const mistakesMax = 20;

/** What a YAML text says, or where it is malformed. */
export type YamlResult =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Reads YAML 1.2 without custom tags. Mistakes name line and column, counted from 1. */
export function readYaml(text: string): YamlResult {
  if (text.length > yamlLengthMax) return wrong([errorAt("", "too-long", { limit: yamlLengthMax })]);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, schema: "core", uniqueKeys: true });
  if (document.errors.length > 0) {
    return wrong(
      document.errors.slice(0, mistakesMax).map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return errorAt("", "malformed-yaml", { line, column: col, problem: error.message });
      }),
    );
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: aliasesMax });
    return { ok: true, value };
  } catch {
    // The one thing that parses and cannot be read: too many aliases, or one of itself.
    return wrong([errorAt("", "yaml-aliases")]);
  }
}

function wrong(diagnostics: readonly Diagnostic[]): YamlResult {
  return { ok: false, diagnostics };
}

/** A document as YAML, for people to read and change. */
export function writeYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0 });
}
