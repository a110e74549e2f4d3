import type { Decision, Diagnostic, Params, StepReport } from "@allotment/model";

/** What a step hands on: its value, what it decided and why, and what is to be known. */
export interface StepResult<Value> {
  readonly value: Value;
  readonly decisions: readonly Decision[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The name of a step of the planner. */
export type StepName = StepReport["step"];

/** A decision with the key of its sentence. */
export function decision(address: string, code: string, params: Params = {}): Decision {
  return { address, code, params };
}

/** Collects the reports of the steps in the order in which they run. */
export class Report {
  readonly steps: StepReport[] = [];
  readonly diagnostics: Diagnostic[] = [];

  /** Takes over what a step reported and gives its value. */
  add<Value>(step: StepName, result: StepResult<Value>): Value {
    this.steps.push({ step, decisions: [...result.decisions] });
    this.diagnostics.push(...result.diagnostics);
    return result.value;
  }
}
