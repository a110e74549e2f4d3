import { say, withFolder } from "./nix.ts";

/** Variables of the environment file that a stub result shows as `/stub/name{content}`. */
export function stubFileContent(reference: string): string {
  const start = reference.indexOf("{");
  return reference.slice(start + 1, -1);
}

/** What a real shell makes of an environment file that it sources: exactly what `mastodon-tootctl` sees. */
export function sourcedByShell(content: string, names: readonly string[]): Readonly<Record<string, string>> {
  const script = 'set -a; source "$1"; shift; for name in "$@"; do printf "%s=%s\\0" "$name" "${!name}"; done';
  return withFolder({ "file.env": content }, (folder) => {
    const said = say("bash", ["-c", script, "bash", `${folder}/file.env`, ...names]);
    if (said.status !== 0) throw new Error(said.stderr);
    const entries = said.stdout.split("\0").filter((entry) => entry !== "");
    return Object.fromEntries(
      entries.map((entry) => [entry.slice(0, entry.indexOf("=")), entry.slice(entry.indexOf("=") + 1)]),
    );
  });
}

/**
 * What systemd makes of an environment file (EnvironmentFile=) that holds double-quoted values only: in quotes a backslash
 * before a quote, a backslash, a dollar or a backtick goes; everything else stands for itself (systemd, env-file.c).
 */
export function readBySystemd(content: string): Readonly<Record<string, string>> {
  const entries = [...content.matchAll(/([A-Z0-9_]+)="((?:[^"\\]|\\[\s\S])*)"\n/g)];
  return Object.fromEntries(entries.map(([, name, value]) => [name, (value ?? "").replace(/\\(["\\$`])/g, "$1")]));
}

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  f: "\f",
  v: "\v",
  '"': '"',
  "\\": "\\",
  $: "$",
};
const words: Readonly<Record<string, unknown>> = { true: true, false: false, empty: "", null: null };

/**
 * What Pixelfed gets for a double-quoted value of its .env file: phpdotenv's parser (an unescaped dollar would start a
 * variable, an unknown escape is an error), then Laravel's env(), which turns words into values and strips quotes.
 */
export function readByLaravel(value: string): unknown {
  if (!/^"(?:[^"\\$\n]|\\["\\$nrtfv])*"$/.test(value))
    throw new Error(`phpdotenv does not read ${value} as one plain text`);
  const text = value.slice(1, -1).replace(/\\(.)/g, (_, escape: string) => escapes[escape] ?? "");
  const word = /^\(?(true|false|empty|null)\)?$/i.exec(text)?.[1];
  const balanced = /^\(.*\)$/.test(text) || !/[()]/.test(text);
  if (word !== undefined && balanced) return words[word.toLowerCase()];
  const quoted = /^(["'])(.*)\1$/.exec(text);
  return quoted ? quoted[2] : text;
}

/** Text of an HTML page back from its entities. */
export function readHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&apos;": "'",
    "&amp;": "&",
  };
  return text.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? entity);
}
