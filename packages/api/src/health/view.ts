import { sayFinding, type Description, type Finding, type SpokenFinding } from "@allotment/model";
import type { CheckOutcome, CheckRecord, HealthSeen, MachineSeen, NodeInfoSeen } from "@allotment/store";
import { applicationName } from "../view/application-name.ts";
import { say } from "../view/sentences.ts";

/** Something that was found at the last look, in words. */
export interface FindingView extends Finding, SpokenFinding {
  readonly kind: CheckRecord["kind"];
}

/** How something is, since when, and when it was looked at last. */
export interface LookView {
  readonly outcome: CheckOutcome;
  /** Null before the first look at what is deployed now. */
  readonly since: string | null;
  readonly lastAt: string | null;
}

/** An application as it was seen last, for the version that is deployed. */
export interface ApplicationHealthView extends LookView {
  readonly instance: string;
  readonly name: string;
  readonly version: string;
  /** Why it does not run on purpose; null where it runs. */
  readonly stopped: "suspended" | "disabled" | null;
  readonly purposes: readonly (HealthSeen["purposes"][number] & { readonly text: string })[];
  readonly certificates: HealthSeen["certificates"];
  /** What it says of itself; null where it does not, or was not asked yet. */
  readonly nodeInfo: NodeInfoSeen | null;
}

/** A machine as it was seen last. */
export interface MachineHealthView extends LookView {
  readonly machine: string;
  /** Null before the first look. */
  readonly seen: MachineSeen | null;
}

/** How what is deployed works. */
export interface HealthView {
  /** The worst of all looks; `unknown` where nothing was looked at. */
  readonly outcome: CheckOutcome;
  readonly lastAt: string | null;
  /** What needs a hand, problems first. */
  readonly findings: readonly FindingView[];
  readonly applications: readonly ApplicationHealthView[];
  readonly machines: readonly MachineHealthView[];
}

/** From nothing wrong to everything. What is not known is said only where nothing else is. */
const badness: readonly CheckOutcome[] = ["unknown", "healthy", "degraded", "down"];

/** The worst of several outcomes. */
export function worstOf(outcomes: readonly CheckOutcome[]): CheckOutcome {
  return badness.findLast((outcome) => outcomes.includes(outcome)) ?? "unknown";
}

/**
 * What was seen of a description that is deployed.
 *
 * @param checks those of its deployment; what they say of another plan counts no more
 */
export function healthView(description: Description, planId: string, checks: readonly CheckRecord[]): HealthView {
  const own = checks.filter((check) => check.planId === planId);
  return {
    outcome: worstOf(own.map(({ outcome }) => outcome)),
    lastAt: latest(own),
    findings: own.flatMap(findingsOf).toSorted((one, other) => rank(one) - rank(other)),
    applications: Object.entries(description.instances).map(([slug, instance]) => ({
      instance: slug,
      name: applicationName(instance.application),
      version: instance.version,
      stopped: instance.stopped ?? null,
      ...seenOfApplication(own, slug),
    })),
    machines: Object.keys(description.machines).map((machine) => {
      const found = own.find((check) => check.kind === "machine" && check.subject === machine);
      const seen = found?.kind === "machine" ? (found.result?.facts ?? null) : null;
      return { machine, ...lookOf(found), seen };
    }),
  };
}

function seenOfApplication(checks: readonly CheckRecord[], slug: string) {
  const own = checks.filter(({ subject }) => subject === slug);
  const health = own.find(({ kind }) => kind === "health");
  const asked = own.find(({ kind }) => kind === "nodeinfo");
  const facts = health?.kind === "health" ? (health.result?.facts ?? null) : null;
  return {
    ...lookOf(health),
    purposes: (facts?.purposes ?? []).map((one) => ({ ...one, text: say(`health.seen.${one.code}`, one.params) })),
    certificates: facts?.certificates ?? [],
    nodeInfo: asked?.kind === "nodeinfo" ? (asked.result?.facts ?? null) : null,
  };
}

function lookOf(check: CheckRecord | undefined): LookView {
  if (check === undefined || check.lastAt === null) return { outcome: "unknown", since: null, lastAt: null };
  const { outcome, since, lastAt } = check;
  return { outcome, since, lastAt };
}

function findingsOf({ kind, result }: CheckRecord): FindingView[] {
  return (result?.findings ?? []).map((finding) => ({ ...finding, ...sayFinding(finding), kind }));
}

function rank({ severity }: FindingView): number {
  return severity === "problem" ? 0 : 1;
}

function latest(checks: readonly CheckRecord[]): string | null {
  return (
    checks
      .flatMap(({ lastAt }) => lastAt ?? [])
      .toSorted()
      .at(-1) ?? null
  );
}
