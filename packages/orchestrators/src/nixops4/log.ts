/** What a line of NixOps4's log says. Paths of resources are dotted: `choir.amber.nixos`. */
export type LogEvent =
  /** It will be applied. */
  | { readonly kind: "planned"; readonly resource: string }
  | { readonly kind: "begun"; readonly resource: string }
  /** NixOps4 is through with it, well or not; whether it went well is known by the exit code only. */
  | { readonly kind: "ended"; readonly resource: string }
  /** What a program that it runs has to say: Nix, ssh, the switch itself. */
  | { readonly kind: "output"; readonly line: string }
  /** Part of why it failed. */
  | { readonly kind: "error"; readonly line: string };

const headings = {
  planned: "The following resources (and nested composites, if any) will be applied:",
  made: "The following resources were created:",
} as const;

/** `2026-07-24T12:00:00.000000Z  INFO span: target: text`, as Rust's tracing writes it. */
const traced = /^\d{4}-\d\d-\d\dT[\d:.]+Z\s+(?:TRACE|DEBUG|INFO|WARN|ERROR) /;
const creating = /creating resource\{name="([^"]+)"\}: nixops4::[\w:]+: (new|close)\b/;
const skipping = /Skipping update for resource (\S+): inputs unchanged/;

/**
 * Reads the text log that `nixops4 apply` writes to standard error without a terminal (there is no other form): the list of
 * what will be applied, spans of tracing, and between them whatever the programs that it runs say, without a prefix. What
 * it prints of inputs and outputs at the end is left out.
 *
 * @returns a function that takes one line after the other.
 */
export function nixops4Log(): (line: string) => LogEvent | undefined {
  let part: "planned" | "made" | "error" | "other" = "other";
  return (line) => {
    if (line === headings.planned) part = "planned";
    else if (line === headings.made) part = "made";
    else if (line.startsWith("nixops4 error: ")) part = "error";
    else if (part === "planned" || part === "made") {
      if (line.startsWith("  ")) return part === "planned" ? plannedIn(line) : undefined;
      part = "other";
    }
    if (line === headings.planned || line === headings.made) return undefined;
    if (part === "error") return { kind: "error", line };
    return traced.test(line) ? tracedEvent(line) : { kind: "output", line };
  };
}

function plannedIn(line: string): LogEvent | undefined {
  const resource = /^ {2}- ([\w.-]+)$/.exec(line)?.[1];
  return resource === undefined ? undefined : { kind: "planned", resource };
}

function tracedEvent(line: string): LogEvent | undefined {
  const [, resource, phase] = creating.exec(line) ?? [];
  if (resource !== undefined) return { kind: phase === "new" ? "begun" : "ended", resource };
  const skipped = skipping.exec(line)?.[1];
  return skipped === undefined ? undefined : { kind: "ended", resource: skipped };
}
