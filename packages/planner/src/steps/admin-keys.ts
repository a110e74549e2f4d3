import { orchestratorTraits, type DescribedMachine } from "@allotment/model";
import type { PlanInput } from "../input.ts";

/** What the worker's key is called on machines, whatever the worker calls it. */
const workerComment = "allotment-worker";

/**
 * Who may log in on the machines of a plan: the provider's administrators, and the worker where it installs over SSH.
 * Without its own key there, the first deployment would lock it out.
 */
export function adminKeysOf({ environment, workerKeys }: PlanInput): string[] {
  const given = environment.adminKeys ?? [];
  if (!orchestratorTraits[environment.orchestrator].overSsh) return [...given];
  const present = new Set(given.map(materialOf));
  const own = workerKeys.map(materialOf).filter((key) => !present.has(key));
  return [...given, ...own.map((key) => `${key} ${workerComment}`)];
}

/** The keys of a machine, the worker's apart: a change of one is not a change of the other. */
export function partedKeys({ adminKeys }: Pick<DescribedMachine, "adminKeys">) {
  const isOwn = (key: string) => key.endsWith(` ${workerComment}`);
  return { administrators: adminKeys.filter((key) => !isOwn(key)), worker: adminKeys.filter(isOwn) };
}

// Type and key; what stands behind them is a remark.
function materialOf(line: string): string {
  return line.split(" ", 2).join(" ");
}
