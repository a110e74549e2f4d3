import { isRequest, type DescribedInstance, type Description, type Slug } from "@allotment/model";
import type { UrlAnswer } from "./request-url.ts";

/** One question that shows whether an instance works. */
export interface HealthCheck {
  readonly url: string;
  /** Machine that has to answer. */
  readonly machine: Slug;
  /** Why an answer is not good, in a word for the failure; null when it is. */
  readonly problemOf: (answer: UrlAnswer) => string | null;
}

/** Everything that is asked after a deployment: the health of each instance, and its NodeInfo where it has one. */
export function healthChecks({ instances }: Description): readonly HealthCheck[] {
  return Object.values(instances).flatMap((instance) => {
    const machine = machineOf(instance);
    if (machine === undefined) return [];
    const health = asked(instance).map(({ url, statuses }) => ({
      url,
      machine,
      problemOf: (answer: UrlAnswer) => statusProblem(answer, statuses),
    }));
    if (instance.nodeInfo === null) return health;
    return [...health, { url: instance.nodeInfo, machine, problemOf: nodeInfoProblem }];
  });
}

/** What a new version has to answer before it counts; everything else is looked at afterwards, again and again. */
function asked({ health }: DescribedInstance) {
  return health.filter(isRequest).filter(({ purpose }) => purpose === "web" || purpose === "streaming");
}

/** The machine that answers for an instance: the one with its web component. */
function machineOf({ components }: DescribedInstance): Slug | undefined {
  return (components["web"] ?? Object.values(components)[0])?.machine;
}

function statusProblem(answer: UrlAnswer, good: readonly number[]): string | null {
  if ("problem" in answer) return answer.problem;
  return good.includes(answer.status) ? null : String(answer.status);
}

/** NodeInfo names the software: https://nodeinfo.diaspora.software/schema.html. */
function nodeInfoProblem(answer: UrlAnswer): string | null {
  const problem = statusProblem(answer, [200]);
  if (problem !== null || "problem" in answer) return problem;
  return namesSoftware(answer.body) ? null : "no NodeInfo";
}

function namesSoftware(text: string): boolean {
  try {
    const document = JSON.parse(text) as { software?: { name?: unknown } } | null;
    return typeof document?.software?.name === "string";
  } catch {
    return false;
  }
}
