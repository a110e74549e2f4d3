import { alwaysUnharmed, type StepContext, type StepResult } from "@allotment/engine";
import { selectorOf, type Params, type Slug } from "@allotment/model";
import { inParallel } from "../parallel.ts";
import { scrubbed, shortened } from "../tool-output.ts";
import { worst } from "./activate.ts";
import { certificatesIn, wantedCertificates, type CertificateStatus, type WantedCertificate } from "./certificates.ts";
import { hostFailure } from "./failures.ts";
import { isTrouble, type Host } from "./host.ts";
import { patience } from "./patience.ts";
import { hostsAtOnce, openHosts, type Setup } from "./setup.ts";

/** How long an order is watched before the run lets go and comes back later, in seconds. */
const patienceSeconds = 15;

/** What a machine plans within this time it is not asked to do sooner, in seconds. */
const soonSeconds = 5;

/** The run comes back with the machine's own next try, but within these, in seconds. */
const comeBack = { soonest: 5, latest: 3600 } as const;

/** A host that has no certificate of the authority yet; `status` is null where its machine says nothing of it. */
interface Missing extends WantedCertificate {
  readonly status: CertificateStatus | null;
}

type Statuses = ReadonlyMap<string, CertificateStatus>;

/**
 * Waits until each host has a certificate of the authority. Machines ask for them by themselves; one that would not try for a
 * while is told to, for whoever comes here before that time has a reason: a new deployment, or a person who mended something.
 */
export async function certify(setup: Setup, context: StepContext): Promise<StepResult> {
  const wanted = context.environment.publicNames === false ? [] : wantedCertificates(context.description);
  const machines = new Set(wanted.map(({ machine }) => machine));
  if (machines.size === 0) return { kind: "done" };
  const opened = await openHosts(setup, context);
  if ("failure" in opened) return { kind: "failed", failure: opened.failure };
  const hosts = opened.hosts.filter(({ machine }) => machines.has(machine));
  const first = await ask(context, hosts, new Set());
  if ("failure" in first) return { kind: "failed", failure: first.failure };
  const late = missingOf(wanted, first.statuses).filter((one) => isPatient(context, one));
  const waiting = patience(context, patienceSeconds);
  let told = -1;
  for (let hurried = new Set(late.map(({ machine }) => machine)), said = first; ; hurried = new Set()) {
    const missing = missingOf(wanted, said.statuses);
    const done = wanted.length - missing.length;
    if (done !== told) await context.emit({ kind: "progress", code: "certificates", done, expected: wanted.length });
    told = done;
    if (missing.length === 0) return { kind: "done" };
    const isAnswered = missing.every((one) => hasNewAnswer(first.statuses, one));
    if (isAnswered || !(await waiting.pause())) return waitingFor(context, missing);
    const next = await ask(context, hosts, hurried);
    if ("failure" in next) return { kind: "failed", failure: next.failure };
    said = next;
  }
}

async function ask(context: StepContext, hosts: readonly Host[], hurried: ReadonlySet<Slug>) {
  context.signal.throwIfAborted();
  const answers = await inParallel(hosts, hostsAtOnce, async (host) => {
    const answer = await host.ask(hurried.has(host.machine) ? ["certificates", "--now"] : ["certificates"]);
    return isTrouble(answer) ? { failure: hostFailure(host, answer, alwaysUnharmed) } : certificatesIn(answer);
  });
  const failure = worst(answers.map((answer) => ("failure" in answer ? answer.failure : null)));
  if (failure !== null) return { failure };
  const statuses: Statuses = new Map(
    answers.flatMap((answer) => ("failure" in answer ? [] : answer.map((one) => [one.host, one] as const))),
  );
  return { statuses };
}

function missingOf(wanted: readonly WantedCertificate[], statuses: Statuses): readonly Missing[] {
  return wanted
    .map((one) => ({ ...one, status: statuses.get(one.host) ?? null }))
    .filter(({ status }) => status?.state !== "valid");
}

/** Whether the machine has planned to wait. */
function isPatient({ clock }: StepContext, { status }: Missing): boolean {
  return (status?.nextTrySeconds ?? 0) > clock.now() / 1000 + soonSeconds;
}

/** Whether the machine tried since it was asked first, and knows why it failed. */
function hasNewAnswer(first: Statuses, { host, status }: Missing): boolean {
  return status?.reason != null && status.nextTrySeconds !== first.get(host)?.nextTrySeconds;
}

/** Tells of the host that is worst off: what nobody can wait out stands before what passes. */
function waitingFor(context: StepContext, missing: readonly Missing[]): StepResult {
  const [told] = missing.toSorted((one, other) => weight(other) - weight(one));
  if (told === undefined) return { kind: "done" };
  const now = context.clock.now() / 1000;
  const tries = missing.map(({ status }) => (status?.nextTrySeconds ?? now) - now + 1);
  const checkAgainSeconds = Math.round(Math.min(comeBack.latest, Math.max(comeBack.soonest, ...tries)));
  return { kind: "waiting", for: "certificate", params: paramsOf(told, missing.length), checkAgainSeconds };
}

function weight({ status }: Missing): number {
  if (status?.state === "refused") return 2;
  return status?.reason == null ? 0 : 1;
}

function paramsOf({ host, machine, status }: Missing, count: number): Params {
  const said = shortened(scrubbed(status?.detail ?? ""));
  const next = status?.nextTrySeconds ?? null;
  return {
    host,
    machine,
    count,
    others: count - 1,
    reason: selectorOf(status?.reason ?? "none"),
    said,
    isSaid: String(said !== ""),
    again: next === null ? "" : utcTime(next),
    isPlanned: String(next !== null),
  };
}

/** `2026-11-21 07:10 UTC`; a time that is no time is given as far as one may be. */
function utcTime(seconds: number): string {
  const latest = 8.64e12;
  const text = new Date(Math.min(seconds, latest) * 1000).toISOString();
  return `${text.slice(0, 16).replace("T", " ")} UTC`;
}
