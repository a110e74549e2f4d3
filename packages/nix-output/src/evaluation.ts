import { sentence } from "@allotment/model";

/**
 * How far a configuration was looked at, from least to most. `parsed`: every file is Nix. `evaluated-against-stubs`: the
 * library gives one consistent configuration per machine. `fully-evaluated`: nixpkgs' own modules accept it, up to the
 * derivation of the system.
 */
export const evaluationLevels = ["not-evaluated", "parsed", "evaluated-against-stubs", "fully-evaluated"] as const;

/** One of the levels; wherever an evaluation is shown or claimed, its level is said. */
export type EvaluationLevel = (typeof evaluationLevels)[number];

/** The sentence in which worker, panel and command line say a level. */
export function sayEvaluationLevel(level: EvaluationLevel, locale = "en"): string {
  return sentence(`run.evaluation.${level}`, {}, locale);
}
