import { addressOf, errorAt, type Diagnostic } from "@allotment/model";
import type { ZodError } from "zod";

/** At most so many: a hostile input does not make a hostile answer. */
const diagnosticsMax = 20;

const codes: Readonly<Record<string, string>> = {
  invalid_type: "wrong-type",
  unrecognized_keys: "unknown-field",
  invalid_value: "not-allowed-value",
};

/** What was wrong with the input of a call, field by field. */
export function inputDiagnostics(error: ZodError): Diagnostic[] {
  return error.issues.slice(0, diagnosticsMax).map((issue) => {
    const address = addressOf(...issue.path.map((part) => (typeof part === "number" ? part : String(part))));
    if (issue.code === "too_big") return limited(address, "too-long", issue.maximum);
    if (issue.code === "too_small") return limited(address, "too-short", issue.minimum);
    if (issue.code === "invalid_type") return errorAt(address, "wrong-type", { expected: issue.expected, found: "–" });
    return errorAt(address, codes[issue.code] ?? "invalid");
  });
}

function limited(address: string, code: string, limit: number | bigint): Diagnostic {
  return errorAt(address, code, { limit: Number(limit) });
}
