import { errorAt, fits, subtractCapacity, validateAgainst, type Description, type Diagnostic } from "@allotment/model";
import { rules } from "./rules.ts";

/**
 * Holds a description to what must be true of every description, whoever made it. It shares no code with the steps
 * that make one, and runs after them and again before every run.
 *
 * @returns diagnostics with codes `lint-…`; any of them is a defect of the planner or a description that was changed
 */
export function lintDescription(description: Description): Diagnostic[] {
  const shape = validateAgainst("description.schema.json", description);
  if (shape.length > 0) return shape.map(({ address, code }) => errorAt(address, "lint-shape", { problem: code }));
  return [...overfull(description), ...rules.flatMap((rule) => rule(description))];
}

function overfull(description: Description): Diagnostic[] {
  return Object.entries(description.machines)
    .filter(([, machine]) => !fits(machine.used, subtractCapacity(machine.capacity, machine.reserved)))
    .map(([name]) => errorAt(`machines.${name}`, "lint-overfull"));
}
