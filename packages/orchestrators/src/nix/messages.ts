/** A line of Nix's own log format that tells something: what it does, how far it is, or what went wrong. */
export type NixMessage =
  | { readonly kind: "start"; readonly id: number; readonly type: number; readonly text: string }
  | { readonly kind: "stop"; readonly id: number }
  | { readonly kind: "progress"; readonly id: number; readonly done: number; readonly expected: number }
  | { readonly kind: "build-log"; readonly id: number; readonly line: string }
  | { readonly kind: "message"; readonly level: number; readonly text: string; readonly cause: string };

/** Nix's code for errors among the levels of its messages. */
export const errorLevel = 0;

const resultTypes = { buildLog: 101, progress: 105 } as const;

/** Reads one line of standard error of `--log-format internal-json`; undefined for every other line. */
export function parseNixLine(line: string): NixMessage | undefined {
  if (!line.startsWith("@nix ")) return undefined;
  const value = parseJsonObject(line.slice("@nix ".length));
  if (value === undefined) return undefined;
  const id = numberOf(value["id"]);
  if (value["action"] === "start") {
    return { kind: "start", id, type: numberOf(value["type"]), text: textOf(value["text"]) };
  }
  if (value["action"] === "stop") return { kind: "stop", id };
  if (value["action"] === "result") return resultMessage(id, value);
  if (value["action"] !== "msg") return undefined;
  const text = textOf(value["msg"]);
  return { kind: "message", level: numberOf(value["level"]), text, cause: textOf(value["raw_msg"]) || text };
}

function resultMessage(id: number, value: Readonly<Record<string, unknown>>): NixMessage | undefined {
  const fields: readonly unknown[] = Array.isArray(value["fields"]) ? value["fields"] : [];
  if (value["type"] === resultTypes.buildLog) return { kind: "build-log", id, line: textOf(fields[0]) };
  if (value["type"] !== resultTypes.progress) return undefined;
  return { kind: "progress", id, done: numberOf(fields[0]), expected: numberOf(fields[1]) };
}

function parseJsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? withoutColours(value) : "";
}

/** Nix colours its texts; people and parsers want them plain. */
export function withoutColours(text: string): string {
  // eslint-disable-next-line no-control-regex -- the escape character is what starts a colour code
  return text.replace(/\u001B\[[0-9;]*m/g, "");
}
