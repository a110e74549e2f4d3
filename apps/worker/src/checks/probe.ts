import type { HealthProbe } from "@allotment/model";
import { asRoot, type HostOutcome, type RunOnHost, type SshTarget } from "@allotment/orchestrators";
import type { PurposeSeen } from "@allotment/store";
import { clipped } from "../errands/checks.ts";
import { tookTooLong, withinSeconds } from "./limit.ts";

/** What a probe found about one purpose. */
export type ProbeSeen = PurposeSeen & {
  /** The figure that it printed: for jobs the age of the oldest one that waits, in seconds. */
  readonly figure: number | null;
};

/** Longest time that a probe may take, and the machine to say that it did not end in time, in seconds. */
const probeSeconds = 20;
const connectSeconds = 10;

/** Where programs of a system are. */
const programs = "/run/current-system/sw/bin";

/**
 * Has a program on a machine say what no visitor sees. What it does not say about a purpose is not known.
 *
 * @param at an instant
 */
export async function runProbe(
  { run, target, signal, at }: { run: RunOnHost; target: SshTarget; signal: AbortSignal; at: string },
  { probe: [program = "", ...options], purposes }: HealthProbe,
): Promise<readonly ProbeSeen[]> {
  const argv = asRoot(target, withinSeconds(probeSeconds, [`${programs}/${program}`, ...options]));
  const outcome = await run(target, argv, { timeoutSeconds: probeSeconds + connectSeconds, signal });
  const said = saidBy(outcome);
  return purposes.map((purpose) => {
    const found = said.get(purpose);
    const where = target.name;
    if (found === undefined) return { purpose, where, at, ...silent(outcome, said.size === 0), figure: null };
    const { outcome: how, figure, text } = found;
    const params = { seconds: figure ?? 0, said: text };
    return { purpose, outcome: how, code: `probe-${how}`, params, where, at, figure };
  });
}

/** Why nothing was said of a purpose. What a machine that is not reached means is for whoever looks at machines. */
function silent(outcome: HostOutcome, saysNothing: boolean): Pick<PurposeSeen, "outcome" | "code" | "params"> {
  if (outcome.kind !== "done") return { outcome: "unknown", code: "probe-silent", params: { said: outcome.kind } };
  const { exitCode, stderr } = outcome;
  const said = tookTooLong(exitCode) ? "timeout" : clipped(stderr) || `exit ${exitCode}`;
  return {
    outcome: "unknown",
    code: exitCode !== 0 || saysNothing ? "probe-broken" : "probe-silent",
    params: { said },
  };
}

interface Line {
  readonly outcome: PurposeSeen["outcome"];
  readonly figure: number | null;
  readonly text: string;
}

/**
 * Reads `check=<purpose> ok|wrong|unknown [number] [text]`; the last line about a purpose counts. What was said before a
 * program failed or hung counts too: it may hang for what it has just said.
 */
function saidBy(outcome: HostOutcome): ReadonlyMap<string, Line> {
  const said = new Map<string, Line>();
  if (outcome.kind !== "done") return said;
  for (const line of outcome.stdout.split("\n", linesMax)) {
    const [, purpose = "", how = "", number, text = ""] =
      /^check=([a-z-]{1,20}) (ok|wrong|unknown)(?: (\d{1,12}))?(?: (.*))?$/s.exec(line) ?? [];
    if (how !== "ok" && how !== "wrong" && how !== "unknown") continue;
    said.set(purpose, { outcome: how, figure: number === undefined ? null : Number(number), text: clipped(text) });
  }
  return said;
}

const linesMax = 100;
