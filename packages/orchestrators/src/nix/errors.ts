import type { Description } from "@allotment/model";

/** Kinds of errors that Nix reports about a configuration. Each is a key below `run.nix`. */
export type NixErrorKind =
  | "unknown-option"
  | "wrong-type"
  | "no-value"
  | "conflicting-values"
  | "failed-assertion"
  | "syntax"
  | "recursion"
  | "failed-build"
  | "thrown";

/** What Nix said, taken apart. */
export interface NixError {
  readonly kind: NixErrorKind;
  /** The NixOS option, e.g. `services.mastodon.localDomain`; null when the error is not about one. */
  readonly option: string | null;
  /** What it has to be, or what the assertion or module says; empty when there is nothing more to say. */
  readonly text: string;
  /** Files in which the option is set. */
  readonly files: readonly string[];
}

interface Pattern {
  readonly kind: NixErrorKind;
  readonly pattern: RegExp;
}

/** Texts of Nix and of the NixOS module system, by which an error is recognised. Groups: `option`, `text`. */
const patterns: readonly Pattern[] = [
  { kind: "unknown-option", pattern: /The option `(?<option>[^']+)' does not exist/ },
  {
    kind: "wrong-type",
    pattern: /definition for option `(?<option>[^']+)' is not of type `(?<text>.+?)'\.(?:\s|$)/s,
  },
  {
    kind: "wrong-type",
    pattern: /The option value `(?<option>[^']+)' in `[^']+' is not of type `(?<text>.+?)'\.(?:\s|$)/s,
  },
  {
    kind: "no-value",
    pattern: /The option `(?<option>[^']+)' (?:was accessed|is used) but (?:has no value|not) defined/,
  },
  { kind: "conflicting-values", pattern: /The option `(?<option>[^']+)' has conflicting definition values/ },
  { kind: "failed-assertion", pattern: /Failed assertions:\s*(?<text>[\s\S]+)/ },
  { kind: "syntax", pattern: /(?<text>syntax error, [^\n]+)/ },
  { kind: "recursion", pattern: /(?<text>infinite recursion encountered)/ },
  { kind: "failed-build", pattern: /builder for '(?<text>[^']+)' failed/ },
];

const textLengthMax = 1000;

/** Takes the cause of an error apart; `thrown` when it is no known text. */
export function explainNixError(cause: string): NixError {
  const plain = cause.replace(/^error:\s*/, "").trim();
  for (const { kind, pattern } of patterns) {
    const groups = pattern.exec(plain)?.groups;
    if (groups === undefined) continue;
    return { kind, option: groups["option"] ?? null, text: shorten(groups["text"] ?? ""), files: filesOf(plain) };
  }
  return { kind: "thrown", option: null, text: shorten(plain), files: [] };
}

function filesOf(text: string): readonly string[] {
  return [...text.matchAll(/^[ \t]*- In `([^']+)'/gm)].flatMap(([, file]) => (file === undefined ? [] : [file]));
}

function shorten(text: string): string {
  const trimmed = text.trim();
  return trimmed.length <= textLengthMax ? trimmed : `${trimmed.slice(0, textLengthMax)} …`;
}

/**
 * The field of the configuration that an error is about: an address in the text, or the instance of the application whose
 * options the NixOS option belongs to. Null when neither is known.
 */
export function fieldOfNixError(error: NixError, description: Description): string | null {
  const slugs = Object.keys(description.instances);
  const named = /\b(?:instances|applications)\.([a-z][a-z0-9-]*)((?:\.[A-Za-z0-9_-]+)*)/.exec(error.text);
  if (named?.[1] !== undefined && slugs.includes(named[1])) return `applications.${named[1]}${named[2] ?? ""}`;
  const application = /^services\.([a-z0-9-]+)(?:\.|$)/.exec(error.option ?? "")?.[1];
  const slug = slugs.find((candidate) => description.instances[candidate]?.application === application);
  return slug === undefined ? null : `applications.${slug}`;
}
