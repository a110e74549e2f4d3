import { sameJson, type Change, type Effect, type Params } from "@allotment/model";

/** Effects of the three things that can happen to a value. */
export interface Effects {
  readonly create: Effect;
  readonly update: Effect;
  readonly delete: Effect;
}

/** The same effect whatever happens. */
export function always(effect: Effect): Effects {
  return { create: effect, update: effect, delete: effect };
}

/** What a change is about. */
export interface Subject {
  readonly address: string;
  readonly kind: Change["kind"];
  readonly effects: Effects;
  /** Reason by action: key of a sentence, completed by `-created`, `-changed` or `-removed`. */
  readonly reason: string;
  readonly params?: Params;
}

const endings = { create: "created", update: "changed", delete: "removed" } as const;

/** The change from one value to another; none when they are equal as JSON. Undefined and null mean that it is not there. */
export function compare(subject: Subject, before: unknown, after: unknown): Change[] {
  if (sameJson(before ?? null, after ?? null)) return [];
  const action = missing(before) ? "create" : missing(after) ? "delete" : "update";
  const change: Change = {
    address: subject.address,
    kind: subject.kind,
    action,
    effect: subject.effects[action],
    reason: `reasons.${subject.reason}-${endings[action]}`,
    params: subject.params ?? {},
    before: before ?? null,
    after: after ?? null,
  };
  return [change];
}

/** Changes of every entry of two maps, by sorted key. */
export function compareMaps<Value>(
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value>>,
  changesOf: (key: string, before: Value | undefined, after: Value | undefined) => readonly Change[],
): Change[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) => changesOf(key, own(before, key), own(after, key)));
}

function own<Value>(values: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

function missing(value: unknown): boolean {
  return value === undefined || value === null;
}
