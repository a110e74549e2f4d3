import { addressOf, errorAt, hasSentence, sentence, type Diagnostic, type Params } from "@allotment/model";
import type { ZodError } from "zod";

type Issue = ZodError["issues"][number];

/** At most so many: a hostile input does not make a hostile answer. */
const diagnosticsMax = 20;

/**
 * What was wrong with the input of a call, field by field. An input may name its own sentences: an `error` that is a code
 * with sentences at `diagnostics.<code>`. Fields are called as pages call them, see `fields.inputs` in the messages.
 */
export function inputDiagnostics(error: ZodError): Diagnostic[] {
  const all = error.issues.slice(0, diagnosticsMax).map(diagnosticOf);
  return [...new Map(all.map((one) => [`${one.address}\n${one.code}`, one])).values()];
}

function diagnosticOf(issue: Issue): Diagnostic {
  const address = addressOf(...issue.path.map((part) => (typeof part === "number" ? part : String(part))));
  const label = `fields.inputs.${String(issue.path.at(-1))}`;
  const called = hasSentence(label) ? { label: sentence(label) } : {};
  const [code, params] = hasSentence(`diagnostics.${issue.message}.summary`)
    ? ([issue.message, limitOf(issue)] as const)
    : codeOf(issue);
  return errorAt(address, code, { ...params, ...called });
}

function codeOf(issue: Issue): readonly [string, Params] {
  switch (issue.code) {
    case "too_big":
      return [bounds[issue.origin]?.big ?? "too-long", limitOf(issue)];
    case "too_small":
      return [bounds[issue.origin]?.small ?? "too-short", limitOf(issue)];
    case "invalid_type":
      return ["wrong-type", { expected: issue.expected, found: "unknown" }];
    case "invalid_value":
      return ["not-allowed", { allowed: issue.values.map(String).join(", ") }];
    case "invalid_format":
      return issue.format === "regex" ? ["wrong-pattern", {}] : ["wrong-format", { format: issue.format }];
    default:
      return [issue.code === "unrecognized_keys" ? "unknown-field" : "invalid", {}];
  }
}

/** Sentences for sizes; those of text for whatever is not named. */
const bounds: Readonly<Record<string, { readonly small: string; readonly big: string }>> = {
  number: { small: "too-small", big: "too-large" },
  int: { small: "too-small", big: "too-large" },
  array: { small: "too-few", big: "too-many" },
};

function limitOf(issue: Issue): Params {
  if (issue.code === "too_big") return { limit: Number(issue.maximum) };
  return issue.code === "too_small" ? { limit: Number(issue.minimum) } : {};
}
