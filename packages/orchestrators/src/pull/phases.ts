import {
  alwaysUnharmed,
  type MachineOutcome,
  type PullReportRecord,
  type StepContext,
  type StepFailure,
  type StepResult,
} from "@allotment/engine";
import type { Slug } from "@allotment/model";
import { unknownMachine } from "../failures.ts";
import { wantedCertificates } from "../nixos-ssh/certificates.ts";
import { providerFailure } from "../nixos-ssh/failures.ts";
import type { Setup } from "../nixos-ssh/setup.ts";
import { askHealth } from "../nixos-ssh/verify.ts";
import { scrubbed, shortened } from "../tool-output.ts";
import { fence, noteTaken, takenBy } from "./memory.ts";
import { byMachine, hasSwitched, standingOf, type ReadReports, type Reported } from "./reports.ts";

/** What the phases work with. */
export interface PullSetup extends Setup {
  readonly readReports: ReadReports;
}

/** How often the reports are looked at while machines are waited for, in seconds. */
const checkAgainSeconds = 5;

/** Looks whether the description names what machines fetch from. They themselves are not asked: they may not be reachable. */
export async function provision({ folder }: PullSetup, context: StepContext): Promise<StepResult> {
  const { machines, environment, description } = context;
  const unknown = machines.find((machine) => environment.offers.machine[machine] === undefined);
  if (unknown !== undefined) return failed(unknownMachine(unknown));
  if (description.pull === undefined) return failed(providerFailure("pull-address-missing", {}));
  return fenced(folder, context);
}

/** What machines would have to be told, and answer: nobody logs in on them. */
export async function notByPull(): Promise<StepResult> {
  return failed(providerFailure("not-by-pull", {}));
}

/** Settings come with the next configuration that machines fetch. */
export async function notInSeconds(): Promise<StepResult> {
  return failed(providerFailure("settings-not-offered", {}));
}

/** Machines fetch what they need themselves. */
export function copy({ folder }: PullSetup, context: StepContext): Promise<StepResult> {
  return fenced(folder, context);
}

async function fenced(folder: string, context: StepContext): Promise<StepResult> {
  const failure = await fence(folder, context);
  return failure === null ? { kind: "done" } : failed(failure);
}

/** The tree is published: waits for each machine to say that it runs it. */
export async function activate({ folder, readReports }: PullSetup, context: StepContext): Promise<StepResult> {
  const refused = await fence(folder, context);
  if (refused !== null) return failed(refused);
  const reported = byMachine(await readReports(context));
  const standings = context.machines.map((machine) => {
    const report = reported.get(machine);
    return { machine, report, standing: standingOf(context, machine, report) };
  });
  const taken = standings.filter(
    ({ report, standing }) => standing === "failed" || (report && hasSwitched(context, report)),
  );
  await noteTaken(
    folder,
    context,
    taken.map(({ machine }) => machine),
  );
  const done = standings.filter(({ standing }) => standing === "runs").length;
  await tellProgress(context, done);
  for (const { machine, report, standing } of standings) {
    if (report === undefined || standing === "silent") continue;
    const good = hasSwitched(context, report) ? "activated" : "untouched";
    await tell(context, machine, standing === "failed" ? "failed" : good, report);
  }
  const broken = standings.find(({ standing }) => standing === "failed");
  if (broken?.report !== undefined) return failed(pullFailure(broken.report));
  const silent = standings.flatMap(({ machine, standing }) => (standing === "silent" ? [machine] : []));
  return silent.length === 0 ? { kind: "done" } : waiting("pull", silent);
}

/** Machines that fetch their configuration are not asked: nobody logs in there. */
export async function certify(context: StepContext): Promise<StepResult> {
  const isWanted = context.environment.publicNames !== false && wantedCertificates(context.description).length > 0;
  if (isWanted) await context.emit({ kind: "note", code: "certificates-not-asked" });
  return { kind: "done" };
}

/** Looks once more whether each machine says that it runs it, and whether each instance answers. */
export async function verify(setup: PullSetup, context: StepContext): Promise<StepResult> {
  const reported = byMachine(await setup.readReports(context));
  for (const machine of context.machines) {
    const report = reported.get(machine);
    const standing = standingOf(context, machine, report);
    if (standing === "failed" && report !== undefined) return failed(pullFailure(report));
    if (standing === "silent") return waiting("pull", [machine]);
  }
  const { machines } = context.description;
  const problem = await askHealth(setup, context, (machine) => machines[machine]?.ipv4 ?? machines[machine]?.ipv6);
  if (problem !== null) return failed(problem);
  for (const machine of context.machines) {
    const report = reported.get(machine);
    if (report === undefined) continue;
    await tell(context, machine, hasSwitched(context, report) ? "verified" : "untouched", report);
  }
  return { kind: "done" };
}

/**
 * What was live before is published again: waits for every machine that took up the run's commit to say so. A machine that
 * went back by itself says it too.
 */
export async function rollBack({ folder, readReports }: PullSetup, context: StepContext): Promise<StepResult> {
  const refused = await fence(folder, context);
  if (refused !== null) return failed(refused);
  const known = await readReports(context);
  const reported = byMachine(known);
  const late = known.reports.filter(({ commit }) => commit === context.tree?.commit);
  await noteTaken(
    folder,
    context,
    late.filter((report) => report.status === "failed" || hasSwitched(context, report)).map(({ machine }) => machine),
  );
  const taken = await takenBy(folder, context);
  const missing: Slug[] = [];
  for (const machine of context.machines) {
    const report = reported.get(machine);
    if (taken.has(machine) && !isBack(known, report)) missing.push(machine);
    else await tell(context, machine, taken.has(machine) ? "restored" : "untouched", report);
  }
  return missing.length === 0 ? { kind: "done" } : waiting("pull-back", missing);
}

function isBack({ live }: Reported, report: PullReportRecord | undefined): boolean {
  return report !== undefined && report.commit === live && report.status === "running";
}

function pullFailure({ machine, error }: PullReportRecord): StepFailure {
  const params = { machine, text: shortened(scrubbed(error).split("\n").at(-1) ?? "") };
  return providerFailure("pull-failed", params, { detail: scrubbed(error), unharmed: alwaysUnharmed });
}

function waiting(what: string, machines: readonly Slug[]): StepResult {
  const params = { count: machines.length, machines: machines.join(", ") };
  return { kind: "waiting", for: what, params, checkAgainSeconds };
}

function failed(failure: StepFailure): StepResult {
  return { kind: "failed", failure };
}

async function tellProgress({ emit, machines, signal }: StepContext, done: number): Promise<void> {
  await emit({ kind: "progress", code: "machines", done, expected: machines.length });
  signal.throwIfAborted();
}

function tell(context: StepContext, machine: Slug, outcome: MachineOutcome, report: PullReportRecord | undefined) {
  const generation = report?.generation ?? context.previousGenerations[machine] ?? null;
  return context.emit({ kind: "machine", machine, outcome, generation });
}
