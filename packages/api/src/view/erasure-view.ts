import type { ErasedThing, ErasureRecord, LeftThing, ReleasedHost } from "@allotment/store";
import { say } from "./sentences.ts";

/** One thing on a machine, in words. */
export interface ErasedView extends ErasedThing {
  /** What it is: `Files`, `Database`. */
  readonly kindText: string;
}

/** What is erased of one machine. */
export interface MachineView {
  readonly machine: string;
  readonly things: readonly ErasedView[];
  /** Sum of what was measured; null where nothing was. */
  readonly bytes: number | null;
  readonly files: number | null;
}

/** Something outside of the machines, in words. */
export interface LeftView extends LeftThing {
  /** What it is: `PostgreSQL database`. */
  readonly typeText: string;
  /** Who has it by now and until when. */
  readonly sentence: string;
}

/** A host name that was given back, in words. */
export interface HostView extends ReleasedHost {
  readonly sentence: string;
}

/** The record of an erasure as its page shows it. */
export interface ErasureView extends Omit<ErasureRecord, "machines" | "left" | "hosts" | "requestedBy" | "id"> {
  readonly machines: readonly MachineView[];
  readonly left: readonly LeftView[];
  readonly hosts: readonly HostView[];
  /** What other servers keep, in sentences; empty where none ever heard of it. */
  readonly elsewhere: readonly string[];
}

/** The record of an erasure in words. */
export function erasureView({ id: _, requestedBy: __, ...record }: ErasureRecord): ErasureView {
  const known = record.hosts.some(({ federated }) => federated);
  return {
    ...record,
    machines: machineViews(record.machines),
    left: leftViews(record.left),
    hosts: record.hosts.map((host) => ({
      ...host,
      sentence: say(`states.hosts.${host.federated ? "federated" : "unused"}`, { host: host.host }),
    })),
    elsewhere: known ? [say("states.elsewhere.copies"), say("states.elsewhere.keys")] : [],
  };
}

/** What is erased of each machine, in words. */
export function machineViews(machines: ErasureRecord["machines"]): MachineView[] {
  return Object.entries(machines).map(([machine, things]) => ({
    machine,
    things: things.map((thing) => ({ ...thing, kindText: say(`states.kinds.${thing.kind}`) })),
    bytes: sum(things.map(({ bytes }) => bytes)),
    files: sum(things.map(({ files }) => files)),
  }));
}

/** What is left outside of the machines, in words. */
export function leftViews(left: readonly LeftThing[]): LeftView[] {
  return left.map(({ type, offer, name, instance }) => ({
    type,
    offer,
    name,
    instance,
    typeText: say(`resources.${type}`),
    sentence: say(`states.left.${type}`, { name, offer }),
  }));
}

function sum(numbers: readonly (number | null)[]): number | null {
  const known = numbers.filter((number) => number !== null);
  return known.length === 0 ? null : known.reduce((total, number) => total + number, 0);
}
