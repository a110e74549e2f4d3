/** What the log says of an error: enough to find it in our code, nothing of what it quotes. */
export interface DescribedError {
  /** Name of its class. */
  readonly type: string;
  /** Code of the system or the database (`ENOSPC`, `SQLITE_BUSY`), where it has one. */
  readonly code?: string;
  /** Where it happened: lines of the stack without the message. */
  readonly stack?: readonly string[];
  readonly cause?: DescribedError;
}

const framesMax = 20;
const causesMax = 3;

/** Says what kind of error it is and where it happened. Its message is left out: it is somebody else's text. */
export function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error };
  const code =
    "code" in error && typeof error.code === "string" && /^[A-Z_]{1,40}$/.test(error.code) ? error.code : null;
  return {
    type: /^[A-Za-z]{1,60}$/.test(error.name) ? error.name : "Error",
    ...(code === null ? {} : { code }),
    stack: framesOf(error),
    ...(error.cause === undefined || depth >= causesMax ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}

function framesOf({ message, stack = "" }: Error): string[] {
  // The message stands first and may have lines that look like frames.
  const end = stack.indexOf(message);
  const frames = end < 0 ? "" : stack.slice(end + message.length);
  return frames
    .split("\n")
    .filter((line) => /^\s+at (?:[^\n]*\()?(?:file:|node:|\/)[^\n]*:\d+:\d+\)?$/.test(line))
    .map((line) => line.trim())
    .slice(0, framesMax);
}

/** Shapes by which a secret is known wherever it stands. */
const secretShapes: readonly RegExp[] = [
  /AGE-SECRET-KEY-1[0-9A-Z]+/gi,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{12,}\b/g,
  /(?<=\b(?:Bearer|Basic)\s)[\w.~+/=-]+/gi,
  // Name and password in an address.
  /(?<=:\/\/)[^/\s@]+(?=@)/g,
];

const depthMax = 5;

/** The fields of a line with everything taken out that is known by its shape. */
export function withoutSecrets(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, cleaned(value, 0)]));
}

function cleaned(value: unknown, depth: number): unknown {
  if (typeof value === "string") return secretShapes.reduce((text, shape) => text.replace(shape, "[secret]"), value);
  if (value instanceof Error) return value;
  if (typeof value !== "object" || value === null) return value;
  if (depth >= depthMax) return "[deep]";
  if (Array.isArray(value)) return value.map((one) => cleaned(one, depth + 1));
  if (ArrayBuffer.isView(value)) return "[bytes]";
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cleaned(one, depth + 1)]));
}
