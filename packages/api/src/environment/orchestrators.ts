import { errorAt, type Diagnostic } from "@allotment/model";
import { system, type OrchestratorFacts, type Store } from "@allotment/store";
import { z } from "zod";

const published = z.array(z.object({ id: z.string(), titleKey: z.string(), installs: z.boolean() }));

/** What the worker can carry descriptions with; null before its first start, when nobody knows. */
export async function knownOrchestrators(store: Store): Promise<readonly OrchestratorFacts[] | null> {
  const value = await store.settings.get(system, { key: "worker-orchestrators" });
  return value === null ? null : published.parse(JSON.parse(value));
}

/** An environment that the worker could not serve is refused here, and not when somebody deploys there. */
export function missingOrchestrator(environment: unknown, known: readonly OrchestratorFacts[] | null): Diagnostic[] {
  const { orchestrator: name } = z.object({ orchestrator: z.string() }).parse(environment);
  if (known === null || known.some(({ id }) => id === name)) return [];
  return [errorAt("orchestrator", "orchestrator-missing", { name, known: known.map(({ id }) => id).join(", ") })];
}
