import type { Diagnostic, Params } from "./generated/schemas.ts";

/** Severities from worst to least. */
export const severities = ["error", "warning", "information"] as const satisfies readonly Diagnostic["severity"][];

/** A diagnostic that stops the plan. `address` names the field or object with dots. */
export function errorAt(address: string, code: string, params: Params = {}): Diagnostic {
  return { severity: "error", code, address, params };
}

/** A diagnostic that asks for agreement before the plan is applied. */
export function warningAt(address: string, code: string, params: Params = {}): Diagnostic {
  return { severity: "warning", code, address, params };
}

/** A diagnostic that only explains. */
export function informationAt(address: string, code: string, params: Params = {}): Diagnostic {
  return { severity: "information", code, address, params };
}

/** Whether one of the diagnostics is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
