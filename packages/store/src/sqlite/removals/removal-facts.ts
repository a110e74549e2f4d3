import { and, asc, eq } from "drizzle-orm";
import type { ErasedThing } from "../../records.ts";
import { run, runEvent } from "../../schema/index.ts";
import type { Context } from "../context.ts";

/** What the runs that tried to remove a deployment came to. */
export interface RemovalFacts {
  /** By machine, in order. */
  readonly machines: Readonly<Record<string, readonly ErasedThing[]>>;
  readonly linksLeft: Readonly<Record<string, readonly string[]>>;
  readonly snapshots: Readonly<Record<string, string | null>>;
}

/**
 * What the runs that tried to remove a deployment came to, out of the facts of their steps: `erased`
 * (`{ machine: [{ kind, name, instance, bytes, files }] }`), `links` (`{ machine: [path] }`) and `snapshots`
 * (`{ instance: { snapshot } }`). A later run finds gone what an earlier one erased, so what was measured first counts.
 */
export function removalFacts(context: Context, deploymentId: string): RemovalFacts {
  const machines = new Map<string, Map<string, ErasedThing>>();
  const linksLeft: Record<string, readonly string[]> = {};
  const snapshots: Record<string, string | null> = {};
  for (const facts of factsOf(context, deploymentId)) {
    for (const [machine, things] of Object.entries({ ...Object(facts["erased"]) })) {
      const known = machines.get(machine) ?? new Map<string, ErasedThing>();
      for (const thing of listOf(things)) add(known, thingOf(thing));
      machines.set(machine, known);
    }
    for (const [machine, paths] of Object.entries({ ...Object(facts["links"]) })) {
      const names = listOf(paths).filter((one) => typeof one === "string");
      if (names.length > 0) linksLeft[machine] = names;
    }
    for (const [instance, taken] of Object.entries({ ...Object(facts["snapshots"]) })) {
      const { snapshot } = { snapshot: null, ...Object(taken) };
      snapshots[instance] = typeof snapshot === "string" ? snapshot : null;
    }
  }
  const sorted = [...machines].toSorted(([a], [b]) => a.localeCompare(b, "en"));
  const things = sorted.map(([machine, known]) => [machine, [...known.values()]] as const);
  return { machines: Object.fromEntries(things), linksLeft, snapshots };
}

function factsOf({ db }: Context, deploymentId: string): Readonly<Record<string, unknown>>[] {
  return db
    .select({ payload: runEvent.payload })
    .from(runEvent)
    .innerJoin(run, eq(run.id, runEvent.runId))
    .where(and(eq(run.deploymentId, deploymentId), eq(run.kind, "remove"), eq(runEvent.type, "facts")))
    .orderBy(asc(run.startedAt), asc(runEvent.number))
    .all()
    .map(({ payload }) => payload);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
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
