import type { HostOutcome, RunOnHost } from "../ssh/run.ts";
import type { ActivationState } from "../nixos-ssh/answers.ts";

/** A machine as its own program keeps it, without the machine. */
export interface SimulatedHost {
  fencing: number;
  /** Systems by generation; generation 1 is the first. */
  readonly generations: string[];
  active: number | null;
  readonly activations: Map<string, Activation>;
  last: string | null;
  /** How often it switched. */
  switches: number;
}

interface Activation {
  state: ActivationState;
  reason: string;
  readonly previous: number | null;
}

/** Machines that answer like nix/host/activation/allotment-host.sh, at once and without a network. */
export interface SimulatedHosts {
  readonly host: (name: string) => SimulatedHost;
  readonly runOnHost: RunOnHost;
}

/** Makes them; `breaks` says which systems do not come up. */
export function simulatedHosts(breaks: (system: string) => boolean): SimulatedHosts {
  const all = new Map<string, SimulatedHost>();
  const host = (name: string) => {
    const known = all.get(name) ?? fresh();
    all.set(name, known);
    return known;
  };
  return {
    host,
    runOnHost: async (target, argv, { input = "", signal }) => {
      signal.throwIfAborted();
      return answer(host(target.name), argv, input, breaks);
    },
  };
}

function fresh(): SimulatedHost {
  return { fencing: 0, generations: [], active: null, activations: new Map(), last: null, switches: 0 };
}

type Breaks = (system: string) => boolean;

function answer(host: SimulatedHost, argv: readonly string[], input: string, breaks: Breaks): HostOutcome {
  const [program = "", , script = ""] = argv;
  if (program.endsWith("/sw/bin/allotment-host")) return verb(host, argv.slice(1), breaks);
  if (!script.startsWith("program=")) return said(input);
  let stdout = "";
  for (const [, words = ""] of script.matchAll(/allotment-host ([^<"]*) <\/dev\/null/g)) {
    const outcome = verb(host, words.split(" "), breaks);
    if (outcome.kind !== "done") return outcome;
    stdout += outcome.stdout;
    if (outcome.exitCode !== 0) return { ...outcome, stdout };
  }
  return said(stdout);
}

function said(stdout: string, exitCode = 0): HostOutcome {
  return { kind: "done", exitCode, stdout, stderr: "" };
}

function verb(host: SimulatedHost, [name, ...words]: readonly string[], breaks: Breaks): HostOutcome {
  const option = (key: string) => words[words.indexOf(`--${key}`) + 1] ?? "";
  if (name === "facts") return said(factsOf(host));
  if (name === "units") return said("unit=hello active\n");
  if (name === "status") return said(statusOf(host, option("run")));
  if (Number(option("fencing")) < host.fencing) return said("", 20);
  host.fencing = Number(option("fencing"));
  if (name === "activate") activate(host, option("run"), option("system"), breaks);
  if (name === "confirm") confirm(host, option("run"));
  if (name === "roll-back") rollBack(host, option("run"), option("to-generation"));
  return said(statusOf(host, option("run")));
}

function activate(host: SimulatedHost, run: string, system: string, breaks: Breaks): void {
  if (host.activations.has(run)) return;
  const previous = host.active;
  host.last = run;
  host.switches += 1;
  if (breaks(system)) {
    host.activations.set(run, { state: "rolled-back", reason: "switch-failed", previous });
    return;
  }
  host.active = host.generations.push(system);
  host.activations.set(run, { state: "switched", reason: "", previous });
}

function confirm(host: SimulatedHost, run: string): void {
  const activation = host.activations.get(run);
  if (activation?.state === "switched") activation.state = "confirmed";
}

function rollBack(host: SimulatedHost, run: string, generation: string): void {
  host.active = generation === "none" ? null : Number(generation);
  const previous = host.activations.get(run)?.previous ?? null;
  host.activations.set(run, { state: "rolled-back", reason: "asked", previous });
}

function systemOf({ active, generations }: SimulatedHost): string {
  return active === null ? "" : (generations[active - 1] ?? "");
}

function factsOf(host: SimulatedHost): string {
  const facts: Readonly<Record<string, string | number>> = {
    system: systemOf(host),
    "generation-system": systemOf(host),
    generation: host.active ?? "",
    fencing: host.fencing,
    "activation-run": host.last ?? "",
    "activation-state": host.activations.get(host.last ?? "")?.state ?? "",
    "store-free-mib": 1000,
    "disk-free-mib": 1000,
    "nix-version": "2.26.3",
  };
  return lines(facts);
}

function statusOf(host: SimulatedHost, run: string): string {
  const { state, reason, previous } = host.activations.get(run) ?? { state: "none", reason: "", previous: null };
  const generation = host.active ?? "";
  return lines({ state, reason, generation, "previous-generation": previous ?? "", system: systemOf(host) });
}

function lines(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key}=${value}\n`)
    .join("");
}
