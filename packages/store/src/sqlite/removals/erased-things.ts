import { and, asc, eq } from "drizzle-orm";
import type { ErasedThing } from "../../records.ts";
import { run, runEvent } from "../../schema/index.ts";
import type { Context } from "../context.ts";

type Things = Readonly<Record<string, readonly ErasedThing[]>>;

/**
 * What machines said that they erased, in all runs that tried to remove the deployment: the fact `erased` of their last
 * step, `{ machine: [{ kind, name, instance, bytes, files }] }`. A later run finds gone what an earlier one erased, so what
 * was measured first counts.
 */
export function erasedThings({ db }: Context, deploymentId: string): Things {
  const events = db
    .select({ payload: runEvent.payload })
    .from(runEvent)
    .innerJoin(run, eq(run.id, runEvent.runId))
    .where(and(eq(run.deploymentId, deploymentId), eq(run.kind, "remove"), eq(runEvent.type, "facts")))
    .orderBy(asc(run.startedAt), asc(runEvent.number))
    .all();
  const machines = new Map<string, Map<string, ErasedThing>>();
  for (const { payload } of events) {
    for (const [machine, things] of Object.entries({ ...Object(payload["erased"]) })) {
      const known = machines.get(machine) ?? new Map<string, ErasedThing>();
      for (const thing of Array.isArray(things) ? things : []) add(known, thingOf(thing));
      machines.set(machine, known);
    }
  }
  const sorted = [...machines].toSorted(([a], [b]) => a.localeCompare(b, "en"));
  return Object.fromEntries(sorted.map(([machine, things]) => [machine, [...things.values()]]));
}

function add(known: Map<string, ErasedThing>, thing: ErasedThing | null): void {
  if (thing === null) return;
  const key = `${thing.kind} ${thing.name}`;
  const before = known.get(key);
  known.set(key, before?.bytes ? before : thing);
}

function thingOf(value: unknown): ErasedThing | null {
  const facts: Readonly<Record<string, unknown>> = { ...Object(value) };
  const { kind, name, instance, bytes, files } = facts;
  if (typeof kind !== "string" || typeof name !== "string") return null;
  return {
    kind,
    name,
    instance: typeof instance === "string" ? instance : null,
    bytes: typeof bytes === "number" ? bytes : null,
    files: typeof files === "number" ? files : null,
  };
}
