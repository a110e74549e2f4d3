import type { Problem } from "@allotment/api/client";

/** What a form gets back when it was refused: why, and what had been typed, so that nobody types it again. */
export interface FormState {
  readonly problem: Problem | null;
  /** By the fields' names; never passwords. */
  readonly values: Readonly<Record<string, string>>;
}

/** A form that was not sent yet. */
export const unsent: FormState = { problem: null, values: {} };

/** One field of a form that was sent; empty when it is missing. */
export function field(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** The answer to a form that was refused; `kept` names the fields whose values come back. */
export function refused(problem: Problem, form: FormData, kept: readonly string[]): FormState {
  return { problem, values: Object.fromEntries(kept.map((name) => [name, field(form, name)])) };
}
