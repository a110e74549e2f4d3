import type { DeclaredThing, FirstDayFacts } from "./facts.ts";
import type { TaskState } from "./Task.tsx";

/** The steps of the first day, in order. */
export const stepNames = [
  "address",
  "practice",
  "key",
  "machines",
  "services",
  "recovery",
  "operator",
  "real",
] as const;

/** One of them. */
export type StepName = (typeof stepNames)[number];

/** Which steps are done. */
export function doneSteps(facts: FirstDayFacts): ReadonlySet<StepName> {
  const { deployments, places } = facts;
  const machines = facts.declared.filter(({ type }) => type === "machine");
  const services = facts.declared.filter(({ type }) => type !== "machine");
  const works = ({ test }: DeclaredThing) => test?.ok === true;
  const live = deployments.filter(({ status }) => status.startsWith("live"));
  const done: Readonly<Record<StepName, boolean>> = {
    address: facts.secure,
    practice: live.length > 0,
    key: machines.some(works),
    machines: machines.length > 0,
    services: services.length > 0 && services.every(works),
    recovery: places.some(({ document }) => (document.recoveryKeys ?? []).length > 0),
    operator: facts.operatorInvited,
    real: live.some(({ environment }) => !environment.practice),
  };
  return new Set(stepNames.filter((name) => done[name]));
}

/** The first step that is to be done; undefined when nothing is left. */
export function nextStep(facts: FirstDayFacts, done: ReadonlySet<StepName>): StepName | undefined {
  return stepNames.find((name) => !done.has(name) && !isOptional(name, facts));
}

/** How a step stands. */
export function stateOf(name: StepName, facts: FirstDayFacts, done: ReadonlySet<StepName>): TaskState {
  if (done.has(name)) return "done";
  if (name === nextStep(facts, done)) return "next";
  return isOptional(name, facts) ? "optional" : "open";
}

/** What a first deployment is possible without; a panel that only its own machine reaches needs no TLS. */
function isOptional(name: StepName, { publicUrl }: FirstDayFacts): boolean {
  return name === "services" || (name === "address" && isLocal(publicUrl));
}

/** Whether an address is reached by its own machine only. */
export function isLocal(url: string): boolean {
  return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);
}
