import { sentence, type Params } from "@allotment/model";
import type { FirstDayFacts } from "./facts.ts";
import { firstDayItems, type DeclaredThing, type FirstDayItem, type FirstDayItemId } from "./view.ts";

/** How one item stands, with the values of its sentences. */
interface Standing {
  readonly state: FirstDayItem["state"];
  readonly params?: Params;
}

/** Each item from the facts. */
const standings: Readonly<Record<FirstDayItemId, (facts: FirstDayFacts) => Standing>> = {
  address: ({ publicUrl: url }) => ({
    state: url.startsWith("https:") ? "done" : isLocal(url) ? "not-needed" : "todo",
    params: { url },
  }),
  worker: ({ workerRunning, workerKey }) => ({ state: workerRunning && workerKey !== null ? "done" : "todo" }),
  environment: ({ places }) => ({ state: doneWhen(places.length > 0), params: named(places.map(({ name }) => name)) }),
  machines: ({ declared }) => {
    const machines = declared.filter(({ type }) => type === "machine");
    return { state: doneWhen(machines.length > 0), params: named(machines.map(({ offer }) => offer)) };
  },
  "machines-tested": (facts) => {
    const { state, params } = tested(facts, ["machine"]);
    return { state: state === "not-needed" ? "todo" : state, params };
  },
  mail: (facts) => tested(facts, ["smtp"]),
  storage: (facts) => tested(facts, ["s3-bucket", "backup-repository"]),
  dns: (facts) => tested(facts, ["dns-record"]),
  recovery: ({ places, withoutRecovery }) => ({
    state: doneWhen(places.length > 0 && withoutRecovery.length === 0),
    params: named(withoutRecovery),
  }),
  operator: ({ operatorInvited }) => ({ state: doneWhen(operatorInvited) }),
  moved: ({ practised, moved }) => ({
    state: doneWhen(moved.length > 0),
    params: named(moved.length > 0 ? moved : practised),
  }),
  real: ({ live }) => ({ state: doneWhen(live.length > 0), params: named(live) }),
};

/** The checklist. */
export function firstDayChecklist(facts: FirstDayFacts): readonly FirstDayItem[] {
  return firstDayItems.map((id): FirstDayItem => {
    const { state, params = named([]) } = standings[id](facts);
    const say = (part: string) => sentence(`firstDay.${id}.${part}`, params);
    return { id, state, summary: say(state), next: state === "todo" ? say("next") : null };
  });
}

// Nothing declared, nothing to test; a thing that nobody tested, or that failed, is named.
function tested({ declared }: FirstDayFacts, types: readonly DeclaredThing["type"][]): Required<Standing> {
  const things = declared.filter(({ type }) => types.includes(type));
  const open = things.filter(({ test }) => test?.ok !== true);
  const state = things.length === 0 ? "not-needed" : doneWhen(open.length === 0);
  return { state, params: named((open.length > 0 ? open : things).map(({ offer }) => offer)) };
}

function doneWhen(done: boolean): "done" | "todo" {
  return done ? "done" : "todo";
}

function named(names: readonly string[]): Params {
  return { count: names.length, names: names.join(", ") };
}

/** Whether an address is reached by its own machine only. */
function isLocal(url: string): boolean {
  return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);
}
