import type { DeploymentView, HealthView } from "@allotment/api";
import { momentText } from "../../../../parts/moments.ts";
import { texts } from "../../../../texts/texts.ts";

/** The sentence and the number at the top. */
interface Head {
  readonly sentence: string;
  readonly number: { readonly value: number; readonly label: string } | undefined;
}

/** How a deployment is, in one sentence and one number: what needs a hand first, then who uses it. */
export function headOf(deployment: DeploymentView, health: HealthView | null): Head {
  const t = texts("health");
  if (health === null || isNothingSeen(deployment, health)) {
    return { sentence: t(`sentences.${deployment.environment.practice ? "practice" : "draft"}`), number: undefined };
  }
  return { sentence: sentenceOf(deployment, health), number: numberOf(health) };
}

/** Whether there is nothing to look at: nothing is deployed, or it is practice, where nothing is installed. */
export function isNothingSeen({ environment }: DeploymentView, health: HealthView | null): boolean {
  return health === null || (environment.practice && health.lastAt === null);
}

function sentenceOf({ actual }: DeploymentView, health: HealthView): string {
  const t = texts("health");
  const [first, ...more] = health.findings;
  if (first !== undefined) {
    return t(more.length === 0 ? "sentences.one" : "sentences.more", { first: first.title, count: more.length });
  }
  if (actual === "suspended") return t("sentences.suspended");
  const { lastAt: when, outcome } = health;
  if (when === null || outcome === "unknown") return t("sentences.unknown");
  const names = health.applications.filter(({ stopped }) => stopped === null).map(({ name }) => name);
  if (names.length === 0) return t("sentences.healthyMachines", { when: momentText(when) });
  return t("sentences.healthy", { names: names.join(", "), count: names.length, when: momentText(when) });
}

function numberOf({ findings, applications, machines }: HealthView): Head["number"] {
  const t = texts("health");
  const count = findings.length;
  if (count > 0) return { value: count, label: t("numbers.troubles", { count }) };
  const active = applications.flatMap(({ nodeInfo }) => nodeInfo?.figures["activeMonth"] ?? []);
  if (active.length > 0) return { value: sum(active), label: t("numbers.activeUsers") };
  const looked = applications.flatMap(({ purposes }) => purposes).length + machines.length;
  return looked === 0 ? undefined : { value: looked, label: t("numbers.checks", { count: looked }) };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
