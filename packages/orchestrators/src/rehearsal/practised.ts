import type { Phase, StepContext, StepResult } from "@allotment/engine";
import { pretend, wantedFailure } from "./practise.ts";

/** A phase of which nothing is real: it takes its time, and goes wrong where a name asks for it. */
export function practised(phase: Phase): (context: StepContext) => Promise<StepResult> {
  return async (context) => {
    const failure = wantedFailure(context, phase);
    if (failure !== undefined) return failure;
    await pretend(context, { phase, code: "machines", count: context.machines.length, share: 1 });
    return { kind: "done" };
  };
}

/** There is nothing that could be erased; what would be is told, without a size. */
export async function practisedErasing(context: StepContext): Promise<StepResult> {
  const result = await practised("erase")(context);
  if (result.kind !== "done") return result;
  const machines = Object.entries(context.description.erase?.machines ?? {}).map(([machine, items]) => [
    machine,
    items.map(({ kind, name, instance }) => ({ kind, name, instance, bytes: null, files: null })),
  ]);
  return { kind: "done", facts: { erased: Object.fromEntries(machines), links: {} } };
}
