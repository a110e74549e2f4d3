/** Characters of a tool's output that are kept with a failure. */
const detailMax = 4000;

/** Characters of a tool's output that fit into a sentence. */
const sentenceMax = 300;

/** What looks like a secret in the output of a tool. Groups `before` and `after` stay. */
const secretive: readonly RegExp[] = [
  /(?<before>)AGE-SECRET-KEY-[0-9A-Z]+(?<after>)/g,
  /(?<before>-----BEGIN [A-Z ]*PRIVATE KEY-----)[\s\S]*?(?<after>-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /(?<before>:\/\/[^/\s:@]+:)[^@\s/]+(?<after>@)/g,
  /(?<before>\b[\w-]*(?:password|passwd|passphrase|secret|token|api[_-]?key)["']?\s*[=:]\s*["']?)[^\s"']+(?<after>)/gi,
  /(?<before>\b(?:Bearer|Basic)\s+)[A-Za-z0-9._~+/=-]{8,}(?<after>)/g,
];

/**
 * What a tool said, fit to be shown with a failure: without colours and without anything that looks like a secret, and of
 * a long text only the end, where the reason is.
 */
export function scrubbed(text: string): string {
  // eslint-disable-next-line no-control-regex -- the escape character is what starts a colour code
  const plain = text.replace(/\u001B\[[0-9;]*[A-Za-z]/g, "").trim();
  const clean = secretive.reduce((said, pattern) => said.replace(pattern, "$<before>…$<after>"), plain);
  return clean.length <= detailMax ? clean : `… ${clean.slice(clean.length - detailMax)}`;
}

/** The first lines of a text, short enough for a sentence. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= sentenceMax ? line : `${line.slice(0, sentenceMax)} …`;
}
