import type { StepContext, StepFailure, StepResult } from "@allotment/engine";
import { inParallel } from "../parallel.ts";
import { hostFailure } from "./failures.ts";
import { isTrouble, type Host } from "./host.ts";
import { settingsOf, settingsToSet, type MachineSettings } from "./settings-of.ts";
import { hostsAtOnce, openHosts, type Setup } from "./setup.ts";
import { activationSeconds } from "./time.ts";

/** Longest that the commands of one instance may take, in seconds: a Rails of a busy machine needs half a minute to start. */
const settingsSecondsMax = 90;

/**
 * Has the running instances set what differs from what is deployed, machines at once and the instances of one machine one
 * after the other. Looking first is the machines' own: setting the same once more changes nothing.
 */
export async function applySettings(setup: Setup, context: StepContext): Promise<StepResult> {
  const wanted = settingsToSet(context.deployed, context.description);
  const machines = context.machines.filter((machine) => wanted.some((one) => one.machine === machine));
  const opened = await openHosts(setup, { ...context, machines });
  if ("failure" in opened) return { kind: "failed", failure: opened.failure };
  let done = 0;
  const failures = await inParallel(opened.hosts, hostsAtOnce, async (host) => {
    for (const settings of wanted.filter(({ machine }) => machine === host.machine)) {
      const failure = await setOne(context, host, settings);
      if (failure !== null) return failure;
      done += 1;
      await context.emit({ kind: "progress", code: "settings", done, expected: wanted.length });
    }
    return null;
  });
  const all = failures.flatMap((failure) => failure ?? []);
  const failure = all.find(({ retryable }) => !retryable) ?? all[0];
  return failure === undefined ? { kind: "done" } : { kind: "failed", failure };
}

/**
 * Has a machine that keeps its generation hold what is described, where something else was set over it by an earlier run.
 *
 * @param overridden instances for which that is so
 */
export async function settleSettings(
  context: StepContext,
  host: Host,
  overridden: readonly string[],
): Promise<StepFailure | null> {
  for (const settings of settingsOf(context.description)) {
    if (settings.machine !== host.machine || !overridden.includes(settings.instance)) continue;
    const failure = await setOne(context, host, settings);
    if (failure !== null) return failure;
  }
  return null;
}

async function setOne(
  context: StepContext,
  host: Host,
  { instance, inputs }: MachineSettings,
): Promise<StepFailure | null> {
  const { machine } = host;
  const seconds = Math.min(settingsSecondsMax, activationSeconds(context).switchSeconds);
  const options = { run: context.run, fencing: context.fencing, instance, seconds };
  const argv = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const answer = await host.askRunning(["settings", ...argv], { input: JSON.stringify(inputs), seconds });
  if (isTrouble(answer)) return hostFailure(host, answer, undefined, { instance, seconds });
  const code = answer.has("unknown") ? "settings-unknown" : "settings-set";
  await context.emit({ kind: "note", code, params: { instance, machine }, machine });
  return null;
}
