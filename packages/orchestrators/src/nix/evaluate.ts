import type { EvaluationLevel, StepFailure } from "@allotment/engine";
import { digestOf } from "@allotment/model";
import { evaluationFailure, realPath, type EvaluatedTree } from "./failure.ts";
import { runNix } from "./run.ts";

/** What to evaluate, and how much it may take. Without a nixpkgs against stubs only. */
export interface EvaluationOptions extends EvaluatedTree {
  readonly signal: AbortSignal;
}

/** What came of it: how far Nix looked, and one name per machine that changes when its system does. */
export type Evaluation =
  | { readonly kind: "done"; readonly level: EvaluationLevel; readonly systems: Readonly<Record<string, string>> }
  | { readonly kind: "failed"; readonly failure: StepFailure };

/** Evaluates every machine of a tree: against the tree's own stubs, or with a nixpkgs up to the system's derivation. */
export async function evaluateTree(options: EvaluationOptions): Promise<Evaluation> {
  const stubs = await evaluate(options, "import ./nix/check { tree = ./.; }");
  if (stubs.kind === "failed") return stubs;
  const systems = mapValues(stubs.value, (machine) => digestOf(machine).slice(0, 32));
  if (options.nixpkgs === null) return { kind: "done", level: "evaluated-against-stubs", systems };
  const full = await evaluate(options, "import ./nix/check/full.nix { tree = ./.; nixpkgs = <nixpkgs>; }");
  if (full.kind === "failed") return full;
  return { kind: "done", level: "fully-evaluated", systems: mapValues(full.value, String) };
}

type Evaluated =
  | { readonly kind: "value"; readonly value: Readonly<Record<string, unknown>> }
  | { readonly kind: "failed"; readonly failure: StepFailure };

async function evaluate(options: EvaluationOptions, expression: string): Promise<Evaluated> {
  const { programs, folder, timeoutSeconds, memoryMiB, signal } = options;
  const argv = ["--eval", "--strict", "--json", ...onlyReading(options), "-E", expression];
  // What the worker's own search path names could be read too.
  const env = { NIX_PATH: "" };
  const call = { program: programs.instantiate, argv, folder, env, timeoutSeconds, memoryMiB, signal };
  const outcome = await runNix(call);
  if (outcome.kind !== "done") return { kind: "failed", failure: evaluationFailure(outcome, options) };
  // The folder differs from run to run; what is in it is what counts.
  const value: unknown = JSON.parse(outcome.output.replaceAll(folder, "."));
  if (typeof value !== "object" || value === null) throw new Error("the check of a tree gave no machines");
  return { kind: "value", value: { ...value } };
}

/** A tree holds modules that others wrote: they read the tree and nixpkgs, no other file, variable or address. */
function onlyReading({ folder, nixpkgs }: EvaluationOptions): readonly string[] {
  // Nix follows links before it looks whether it may read what they lead to.
  const tree = ["-I", `tree=${realPath(folder)}`];
  const places = nixpkgs === null ? tree : [...tree, "-I", `nixpkgs=${realPath(nixpkgs)}`];
  return ["--option", "restrict-eval", "true", "--option", "allowed-uris", "", ...places];
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
