import type { StepContext } from "@allotment/engine";
import type { Slug } from "@allotment/model";
import { shellCommand } from "../ssh/quote.ts";
import type { HostOutcome, RunOnHost } from "../ssh/run.ts";
import { asRoot, type SshTarget } from "../ssh/target.ts";
import { scrubbed } from "../tool-output.ts";
import { parseAnswer, type Answer } from "./answers.ts";

/**
 * Why a machine gave no answer. `stale`: it has seen a newer worker. `busy`: it is at another activation. `absent`: the
 * program that was called is not there. `full`: its disk has no room for the few bytes that it has to remember.
 */
export interface Trouble {
  readonly trouble:
    | "unreachable"
    | "wrong-host-key"
    | "refused"
    | "timeout"
    | "stale"
    | "busy"
    | "absent"
    | "full"
    | "failed"
    | SettingsTrouble;
  /** What a tool said about it; may be empty. */
  readonly detail: string;
  /** What it had answered before. */
  readonly partly?: Answer;
}

/**
 * Why settings are not set. `settings-refused`: a command failed, and what held before holds again; `settings-torn`: that
 * failed too; `settings-hang`: a command was ended because it took too long; `settings-unsupported`: the system that runs
 * there sets nothing.
 */
type SettingsTrouble = "settings-refused" | "settings-torn" | "settings-hang" | "settings-unsupported";

/** One call of the machine's own program: its verb and options. */
export type Verb = readonly [verb: string, ...options: string[]];

/** A machine that a phase talks to. */
export interface Host {
  readonly machine: Slug;
  readonly target: SshTarget;
  /** Asks the machine, over a connection of its own, to do these one after the other; the first that fails ends it. */
  readonly ask: (...verbs: readonly Verb[]) => Promise<Answer | Trouble>;
  /** Where an activation stands; waits a few seconds on the machine while that does not change. */
  readonly askStatus: (activation: string) => Promise<Answer | Trouble>;
  /** Has a system on the machine do something with its own copy of the program. */
  readonly askSystem: (system: string, verb: Verb) => Promise<Answer | Trouble>;
  /** Has the system that runs there do something that may take so many seconds, with something on its standard input. */
  readonly askRunning: (verb: Verb, call: Readonly<{ input: string; seconds: number }>) => Promise<Answer | Trouble>;
  /** Runs any program there as the user that logs in. */
  readonly run: (argv: readonly string[], input?: string) => Promise<HostOutcome>;
}

/** What talking to machines needs. */
export interface HostTools {
  readonly run: RunOnHost;
  /** Text of the program that does it on the machine: nix/host/activation/allotment-host.sh. */
  readonly program: string;
}

/** Longest time that a machine may take to answer; nothing waits longer than a few seconds there. */
const answerSeconds = 90;

/** Exit codes of the program with a meaning of their own. */
const exits: ReadonlyMap<number, Trouble["trouble"]> = new Map([
  [20, "stale"],
  [21, "busy"],
  [22, "settings-refused"],
  [23, "settings-torn"],
  [24, "settings-hang"],
  [25, "settings-unsupported"],
  [127, "absent"],
]);

/** The machine's own program, as part of the system that runs there. */
export const runningHostProgram = "/run/current-system/sw/bin/allotment-host";

/** Opens a machine: nothing is sent until it is asked something. */
export function openHost(
  tools: HostTools,
  { signal }: Pick<StepContext, "signal">,
  machine: Slug,
  target: SshTarget,
): Host {
  const call = { timeoutSeconds: answerSeconds, signal };
  const run = (argv: readonly string[], input = "") => tools.run(target, argv, { ...call, input });
  return {
    machine,
    target,
    run,
    ask: async (...verbs) => answerOf(await run(asRoot(target, programCall(verbs)), tools.program)),
    askStatus: async (activation) => answerOf(await run(asRoot(target, statusCall(activation)), tools.program)),
    askSystem: async (system, verb) =>
      answerOf(await run(asRoot(target, [`${system}/sw/bin/allotment-host`, ...verb]))),
    askRunning: async (verb, { input, seconds }) => {
      const timeoutSeconds = seconds + answerSeconds;
      const argv = asRoot(target, [runningHostProgram, ...verb]);
      return answerOf(await tools.run(target, argv, { ...call, input, timeoutSeconds }));
    },
  };
}

/** The program comes over standard input, so that it does its work also where no system of ours is. */
function programCall(verbs: readonly Verb[]): readonly string[] {
  return ["sh", "-c", `program=$(cat) && ${verbs.map(callOf).join(" && ")}`];
}

function callOf(verb: Verb): string {
  return `sh -c "$program" allotment-host ${shellCommand(verb)} </dev/null`;
}

/** Looks every 0.1 seconds, at most 40 times, so that a change is known at once and not at the next connection. */
function statusCall(activation: string): readonly string[] {
  const look = `status=$(${callOf(["status", "--run", activation])}) || exit`;
  const goesOn = 'case $status in state=switching* | state=rolling-back*) [ "$looks" -lt 40 ] ;; *) false ;; esac';
  const loop = `while ${look}; looks=$((looks + 1)); ${goesOn}; do sleep 0.1; done`;
  return ["sh", "-c", `program=$(cat) && looks=0 && ${loop}; printf '%s\\n' "$status"`];
}

function answerOf(outcome: HostOutcome): Answer | Trouble {
  if (outcome.kind === "unreachable") return { trouble: "unreachable", detail: outcome.detail };
  if (outcome.kind !== "done") return { trouble: outcome.kind, detail: "" };
  if (outcome.exitCode === 0) return parseAnswer(outcome.stdout);
  const detail = scrubbed(outcome.stderr);
  const known = exits.get(outcome.exitCode);
  if (known !== undefined) return { trouble: known, detail };
  // sudo says so in its own way, with the exit code of everything that it refuses.
  if (/^sudo: .*: command not found$/m.test(detail)) return { trouble: "absent", detail };
  // Ended from outside, as by a machine that goes down: it has not answered.
  if (outcome.exitCode > 128) return { trouble: "unreachable", detail };
  return { trouble: /^sudo: /m.test(detail) ? "refused" : "failed", detail, partly: parseAnswer(outcome.stdout) };
}

/** Whether a machine gave no answer. */
export function isTrouble(answer: object): answer is Trouble {
  return "trouble" in answer;
}

/** Whether it may answer if only it is asked again. */
export function isSilent({ trouble }: Trouble): boolean {
  return trouble === "unreachable" || trouble === "timeout";
}
