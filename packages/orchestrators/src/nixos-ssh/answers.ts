import { visible } from "../tool-output.ts";

/** What a machine answers: values by key, a key may come several times. */
export type Answer = ReadonlyMap<string, readonly string[]>;

/** Where an activation stands, in the words of the machine. `lost`: whoever looked after it there is gone. */
export type ActivationState =
  "none" | "switching" | "switched" | "confirmed" | "rolling-back" | "rolled-back" | "failed" | "lost";

const activationStates: readonly ActivationState[] = [
  "none",
  "switching",
  "switched",
  "confirmed",
  "rolling-back",
  "rolled-back",
  "failed",
  "lost",
];

/** What a machine is and runs. */
export interface HostFacts {
  /** Store path of the running system; null when none runs that Nix made. */
  readonly system: string | null;
  /** Number of the system profile's generation; null when there is none. */
  readonly generation: number | null;
  /** Store path of that generation: what comes up after a restart. */
  readonly generationSystem: string | null;
  /** Highest fencing number that any worker has shown. */
  readonly fencing: number;
  /** The last activation, and where it stands; null when there was none. */
  readonly activation: { readonly run: string; readonly state: ActivationState } | null;
  /** Instances that hold other settings than this generation brings, set while it ran. */
  readonly overridden: readonly string[];
  readonly storeFreeMiB: number;
  readonly diskFreeMiB: number;
  /** Null where there is no Nix. */
  readonly nixVersion: string | null;
}

/** One activation, as the machine remembers it. */
export interface ActivationStatus {
  readonly state: ActivationState;
  /** Why it went back: `switch-failed`, `switch-timeout`, `not-confirmed`, `asked`; empty while there is no reason. */
  readonly reason: string;
  /** Generation of the profile now. */
  readonly generation: number | null;
  /** Generation before the activation; null when there was none. */
  readonly previousGeneration: number | null;
  readonly system: string | null;
  /** Last lines of its log. */
  readonly log: readonly string[];
}

/** What is read of an answer; a machine may say as much as it likes. Lengths in characters. */
const limits = { lines: 10_000, valueLength: 2000, valuesPerKey: 1000, nameLength: 255 } as const;

/** Reads `key=value` lines; others are left out, and so is what no answer is long enough to hold. */
export function parseAnswer(text: string): Answer {
  const answer = new Map<string, string[]>();
  for (const line of text.split("\n", limits.lines)) {
    const [, key, value] = /^([a-z][a-z-]{0,40})=(.*)$/.exec(line) ?? [];
    if (key === undefined || value === undefined) continue;
    const values = answer.get(key) ?? [];
    if (values.length < limits.valuesPerKey) values.push(value.slice(0, limits.valueLength));
    answer.set(key, values);
  }
  return answer;
}

/** Reads the answer to `facts`. */
export function hostFacts(answer: Answer): HostFacts {
  const run = textOf(answer, "activation-run");
  return {
    system: textOf(answer, "system"),
    generation: numberOf(answer, "generation"),
    generationSystem: textOf(answer, "generation-system"),
    fencing: numberOf(answer, "fencing") ?? 0,
    activation: run === null ? null : { run, state: stateOf(answer, "activation-state") },
    overridden: answer.get("settings") ?? [],
    storeFreeMiB: numberOf(answer, "store-free-mib") ?? 0,
    diskFreeMiB: numberOf(answer, "disk-free-mib") ?? 0,
    nixVersion: textOf(answer, "nix-version"),
  };
}

/** Reads the answer to `status`, `activate`, `confirm` and `roll-back`. */
export function activationStatus(answer: Answer): ActivationStatus {
  return {
    state: stateOf(answer, "state"),
    reason: textOf(answer, "reason") ?? "",
    generation: numberOf(answer, "generation"),
    previousGeneration: numberOf(answer, "previous-generation"),
    system: textOf(answer, "system"),
    log: answer.get("log") ?? [],
  };
}

/** Reads out of the answer to `units` the names of the services that have failed. */
export function failedUnits(answer: Answer): readonly string[] {
  const failed = (answer.get("unit") ?? []).filter((line) => line.endsWith(" failed"));
  return failed.map((line) => visible(line.slice(0, -" failed".length)).slice(0, limits.nameLength));
}

function stateOf(answer: Answer, key: string): ActivationState {
  const state = textOf(answer, key);
  return activationStates.find((known) => known === state) ?? "none";
}

function textOf(answer: Answer, key: string): string | null {
  return answer.get(key)?.[0] || null;
}

function numberOf(answer: Answer, key: string): number | null {
  const text = textOf(answer, key);
  return text === null || !/^\d{1,15}$/.test(text) ? null : Number(text);
}
