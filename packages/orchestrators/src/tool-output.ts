/** Characters of a tool's output that are kept with a failure. */
const detailMax = 4000;

/** Characters at the end of a tool's output that are looked at: what a tool says may have any length. */
const readMax = 16_000;

/** Characters of a tool's output that fit into a sentence. */
const sentenceMax = 300;

/** What stands before a value that nobody may see. */
const named = String.raw`(?:password|passwd|passphrase|secret|token|api[_-]?key|(?<![A-Za-z])pass)`;

/** A value: in quotes, in quotes of a quoted text, or up to the next blank. */
const value = String.raw`(?:\\"[^"\n]*"?|"(?:\\.|[^"\\\n])*"?|'[^'\n]*'?|\S+)`;

/** What looks like a secret in the output of a tool. Groups `before` and `after` stay. No pattern takes more than linear time. */
const secretive: readonly RegExp[] = [
  /(?<before>)AGE-SECRET-KEY-[0-9A-Z]+(?<after>)/g,
  /(?<before>-----BEGIN [A-Z ]*PRIVATE KEY-----)[\s\S]*?(?<after>-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /(?<before>^)[A-Za-z0-9+/=\s]+(?<after>-----END [A-Z ]*PRIVATE KEY-----)/g,
  /(?<before>:\/\/[^/\s:@]+:)[^@\s/]+(?<after>@)/g,
  /(?<before>\b(?:Bearer|Basic)\s+)[A-Za-z0-9._~+/=-]{8,}(?<after>)/g,
  new RegExp(String.raw`(?<before>${named}(?:[_-]key(?:[_-]base)?)?(?:\\?["'])?\s*[=:]\s*)${value}(?<after>)`, "gi"),
  new RegExp(String.raw`(?<before>[_-]${named}[ \t]+)${value}(?<after>)`, "gi"),
];

// eslint-disable-next-line no-control-regex -- the escape character is what starts a sequence for a terminal
const terminalSequences =
  /(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]|(?:\u001B\]|\u009D)[^\u0007\u001B\u009C]*(?:\u0007|\u001B\\|\u009C)/g;
const lineBreaks = /\r\n?|[\u0085\u2028\u2029]/g;
const invisible = /(?![\n\t])[\p{Cc}\p{Cf}]/gu;

/** A text from elsewhere with nothing in it that moves, colours or turns around what is shown; line breaks and tabs stay. */
export function visible(text: string): string {
  return text.replace(terminalSequences, "").replace(lineBreaks, "\n").replace(invisible, "");
}

/**
 * What a tool said, fit to be shown with a failure: without colours and without anything that looks like a secret, and of
 * a long text only the end, where the reason is.
 */
export function scrubbed(text: string): string {
  const clean = secretive.reduce(
    (said, pattern) => said.replace(pattern, "$<before>…$<after>"),
    visible(end(text)).trim(),
  );
  return clean.length <= detailMax && text.length <= readMax ? clean : `… ${clean.slice(-detailMax)}`;
}

/** The end of a long text, from a blank on: half a word may be half a secret. */
function end(text: string): string {
  if (text.length <= readMax) return text;
  const last = text.slice(-readMax);
  const blank = last.search(/\s/);
  return blank < 0 ? "" : last.slice(blank);
}

/** The first lines of a text, short enough for a sentence. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= sentenceMax ? line : `${line.slice(0, sentenceMax)} …`;
}
