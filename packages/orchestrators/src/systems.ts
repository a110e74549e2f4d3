import type { Facts } from "@allotment/engine";
import type { Slug } from "@allotment/model";

/** Fact of the evaluation: what each machine's system is called. */
export function systemsOf(facts: Facts): Readonly<Record<Slug, string>> {
  return namesByMachine(facts, "systems");
}

/** A fact that gives each machine a name. */
export function namesByMachine(facts: Facts, fact: string): Readonly<Record<Slug, string>> {
  const names = facts[fact];
  if (typeof names !== "object" || names === null) return {};
  return Object.fromEntries(
    Object.entries(names).map(([machine, name]) => [machine, typeof name === "string" ? name : ""]),
  );
}

/** The name for a machine. @throws Error when the evaluation gave none. */
export function systemFor(systems: Readonly<Record<Slug, string>>, machine: Slug): string {
  const system = systems[machine];
  if (system === undefined) throw new Error(`the evaluation gave no system for ${machine}`);
  return system;
}
