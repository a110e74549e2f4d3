/** Takes a line for the log of the server. */
export type Log = (line: string) => void;

/** Writes to the log of the process. */
export const stderrLog: Log = (line) => void process.stderr.write(`${line}\n`);

/** How many errors behind an error are told of. */
const causesMax = 5;

/**
 * Tells the log of an error that nobody thought of, in one line of JSON: what was called and where it broke. Without the
 * input, cookies or values: a message is left out where it repeats what was asked of the database.
 */
export function logFailure(log: Log, call: Readonly<{ path: string; type: string }>, error: unknown): void {
  log(
    JSON.stringify({
      at: new Date().toISOString(),
      level: "error",
      event: "unexpected",
      ...call,
      causes: causesOf(error),
    }),
  );
}

function causesOf(error: unknown): object[] {
  const causes: object[] = [];
  for (let one = error; one instanceof Error && causes.length < causesMax; one = one.cause) causes.push(causeOf(one));
  return causes.length > 0 ? causes : [{ name: typeof error }];
}

function causeOf(error: Error): object {
  const { name } = error;
  const code = "code" in error ? String(error.code) : undefined;
  // An error of a query holds the query with its values.
  const message = "params" in error || "query" in error ? undefined : withoutValues(error.message);
  // Without the first lines, which repeat the message.
  const at = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { name, code, message, at: at.slice(0, 8).map((line) => line.trim()) };
}

// Messages repeat what they stumbled over: in quotes, or behind the name of a field.
function withoutValues(message: string): string {
  const [line = ""] = message.split("\n");
  return line
    .replace(/"[^"]*"?|'[^']*'|`[^`]*`|“[^”]*”/g, "“…”")
    .replace(/(password|passphrase|secret|token|cookie|key|authorization)(\s*[=:]\s*)\S+/gi, "$1$2…")
    .slice(0, 300);
}
