import { realpathSync } from "node:fs";
import path from "node:path";
import { nothingSwitched, type EvaluationLevel, type StepFailure } from "@allotment/engine";
import { digestOf, type Description } from "@allotment/model";
import { explainNixError, fieldOfNixError } from "./errors.ts";
import type { NixPrograms } from "./find.ts";
import { runNix, type NixOutcome } from "./run.ts";

/** What to evaluate, and how much it may take. */
export interface EvaluationOptions {
  readonly programs: NixPrograms;
  /** The tree. */
  readonly folder: string;
  readonly description: Description;
  /** Folder of a nixpkgs for a full evaluation; null for stubs only. */
  readonly nixpkgs: string | null;
  readonly timeoutSeconds: number;
  readonly memoryMiB: number;
  readonly signal: AbortSignal;
}

/** What came of it: how far Nix looked, and one name per machine that changes when its system does. */
export type Evaluation =
  | { readonly kind: "done"; readonly level: EvaluationLevel; readonly systems: Readonly<Record<string, string>> }
  | { readonly kind: "failed"; readonly failure: StepFailure };

/** Evaluates every machine of a tree: against the tree's own stubs, or with a nixpkgs up to the system's derivation. */
export async function evaluateTree(options: EvaluationOptions): Promise<Evaluation> {
  const stubs = await evaluate(options, "import ./nix/check { tree = ./.; }", {});
  if (stubs.kind === "failed") return stubs;
  const systems = mapValues(stubs.value, (machine) => digestOf(machine).slice(0, 32));
  if (options.nixpkgs === null) return { kind: "done", level: "evaluated-against-stubs", systems };
  const full = await evaluate(options, fullExpression, { NIXPKGS: options.nixpkgs });
  if (full.kind === "failed") return full;
  return { kind: "done", level: "fully-evaluated", systems: mapValues(full.value, String) };
}

const fullExpression = `import ./nix/check/full.nix { tree = ./.; nixpkgs = builtins.getEnv "NIXPKGS"; }`;

type Evaluated =
  | { readonly kind: "value"; readonly value: Readonly<Record<string, unknown>> }
  | { readonly kind: "failed"; readonly failure: StepFailure };

async function evaluate(
  options: EvaluationOptions,
  expression: string,
  env: Readonly<Record<string, string>>,
): Promise<Evaluated> {
  const { programs, folder, timeoutSeconds, memoryMiB, signal } = options;
  const argv = ["--eval", "--strict", "--json", "-E", expression];
  const call = { program: programs.instantiate, argv, folder, env, timeoutSeconds, memoryMiB, signal };
  const outcome = await runNix(call);
  if (outcome.kind !== "done") return { kind: "failed", failure: failureOf(outcome, options) };
  // The folder differs from run to run; what is in it is what counts.
  const value: unknown = JSON.parse(outcome.output.replaceAll(folder, "."));
  if (typeof value !== "object" || value === null) throw new Error("the check of a tree gave no machines");
  return { kind: "value", value: { ...value } };
}

function failureOf(outcome: Exclude<NixOutcome, { kind: "done" }>, options: EvaluationOptions): StepFailure {
  const base = { whoseTurn: "provider", unharmed: nothingSwitched, retryable: false } as const;
  if (outcome.kind === "out-of-time") {
    return { ...base, code: "evaluation-out-of-time", params: { seconds: options.timeoutSeconds } };
  }
  if (outcome.kind === "out-of-memory") {
    return { ...base, code: "evaluation-out-of-memory", params: { memoryMiB: options.memoryMiB } };
  }
  return nixFailure(withoutPlaces(outcome.cause, options), options.description);
}

/** People of the community read this: where the worker keeps things is none of their business. */
function withoutPlaces(text: string, { folder, nixpkgs, programs }: EvaluationOptions): string {
  const places: readonly (readonly [place: string, said: string])[] = [
    [folder, "."],
    [nixpkgs ?? "", "<nixpkgs>"],
    [path.dirname(programs.instantiate), "<nix>"],
  ];
  // Nix may have followed links on its way.
  const known = places.flatMap(([place, said]) =>
    place === ""
      ? []
      : ([
          [place, said],
          [realPath(place), said],
        ] as const),
  );
  return known.reduce((said, [place, instead]) => said.replaceAll(place, instead), text);
}

function realPath(place: string): string {
  try {
    return realpathSync(place);
  } catch {
    return place;
  }
}

/** The failure that an error of Nix becomes: which option, and which field of the configuration it came from. */
export function nixFailure(cause: string, description: Description): StepFailure {
  const error = explainNixError(cause);
  const field = fieldOfNixError(error, description);
  return {
    code: `evaluation-${error.kind}`,
    params: { option: error.option ?? "", field: field ?? "", text: error.text },
    detail: cause.slice(0, 4000),
    whoseTurn: "provider",
    unharmed: nothingSwitched,
    retryable: false,
  };
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
