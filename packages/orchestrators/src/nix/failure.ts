import { realpathSync } from "node:fs";
import path from "node:path";
import { nothingSwitched, type StepFailure } from "@allotment/engine";
import type { Description } from "@allotment/model";
import { explainNixError, fieldOfNixError } from "./errors.ts";
import type { NixPrograms } from "./find.ts";
import { scrubbed } from "../tool-output.ts";
import type { NixOutcome } from "./run.ts";

/** What an error of Nix is read with. */
export interface NixSurroundings {
  readonly programs: NixPrograms;
  /** The tree. */
  readonly folder: string;
  /** Folder of a nixpkgs; null when none was given. */
  readonly nixpkgs: string | null;
}

/** What was evaluated, and how much it was allowed. */
export interface EvaluatedTree extends NixSurroundings {
  readonly description: Description;
  readonly timeoutSeconds: number;
  readonly memoryMiB: number;
}

/** Why an evaluation came to nothing: which option, which field of the configuration, or which limit. */
export function evaluationFailure(outcome: Exclude<NixOutcome, { kind: "done" }>, tree: EvaluatedTree): StepFailure {
  const base = { whoseTurn: "provider", unharmed: nothingSwitched, retryable: false } as const;
  if (outcome.kind === "out-of-time") {
    return { ...base, code: "evaluation-out-of-time", params: { seconds: tree.timeoutSeconds } };
  }
  if (outcome.kind === "out-of-memory") {
    return { ...base, code: "evaluation-out-of-memory", params: { memoryMiB: tree.memoryMiB } };
  }
  return nixFailure(withoutPlaces(outcome.cause, tree), tree.description);
}

/** Characters of an error that are read; the reason is at its beginning. */
const causeLengthMax = 4000;

/** The failure that an error of Nix becomes: which option, and which field of the configuration it came from. */
export function nixFailure(cause: string, description: Description): StepFailure {
  const said = scrubbed(cause.slice(0, causeLengthMax));
  const error = explainNixError(said);
  const field = fieldOfNixError(error, description);
  return {
    code: `evaluation-${error.kind}`,
    params: { option: error.option ?? "", field: field ?? "", text: error.text },
    detail: said,
    whoseTurn: "provider",
    unharmed: nothingSwitched,
    retryable: false,
  };
}

/** People of the community read this: where the worker keeps things is none of their business. */
export function withoutPlaces(text: string, { folder, nixpkgs, programs }: NixSurroundings): string {
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
  const plain = known.reduce((said, [place, instead]) => said.replaceAll(place, instead), text);
  // A flake is read from a copy of its tree in the store.
  return plain.replace(/\/nix\/store\/[0-9a-z]{32}-source\b/g, ".");
}

/** Where a path leads to by links; the path itself when it leads nowhere. */
export function realPath(place: string): string {
  try {
    return realpathSync(place);
  } catch {
    return place;
  }
}
