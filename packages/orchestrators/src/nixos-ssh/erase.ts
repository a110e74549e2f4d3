import {
  whileErasing,
  type ErasedThing,
  type JsonValue,
  type StepContext,
  type StepFailure,
  type StepResult,
} from "@allotment/engine";
import type { ErasedItem, Slug } from "@allotment/model";
import { inParallel } from "../parallel.ts";
import { systemFor, systemsOf } from "../systems.ts";
import { scrubbed } from "../tool-output.ts";
import { worst } from "./activate.ts";
import type { Answer } from "./answers.ts";
import { erasedThings, linksIn } from "./erased-things.ts";
import { hostFailure, providerFailure } from "./failures.ts";
import { isTrouble, type Host, type Trouble, type Verb } from "./host.ts";
import { askUntilOver, stateIn } from "./patient-ask.ts";
import { forgetRoots } from "./roots.ts";
import { hostsAtOnce, openHosts, type Setup } from "./setup.ts";

/**
 * Has machines erase what the description says, and waits for the end of it. They run the system of this run already, which
 * carries the list; they do it by themselves and go on after whatever stopped them. Facts: `erased` by machine, with how much
 * it was, and `links`, what was left because a link led to it.
 */
export async function erase(setup: Setup, context: StepContext): Promise<StepResult> {
  const opened = await openHosts(setup, context);
  if ("failure" in opened) return { kind: "failed", failure: opened.failure };
  const erased: Record<Slug, JsonValue> = {};
  const links: Record<Slug, JsonValue> = {};
  const failures = await inParallel(opened.hosts, hostsAtOnce, async (host) => {
    const items = context.description.erase?.machines[host.machine] ?? [];
    if (items.length === 0) return null;
    const answer = await eraseOn(context, host);
    if (isTrouble(answer)) return { ...hostFailure(host, answer, whileErasing) };
    const failure = incomplete(host, items, answer);
    if (failure !== null) return failure;
    erased[host.machine] = await told(context, host, erasedThings(items, answer));
    links[host.machine] = [...linksIn(items, answer)];
    return null;
  });
  const failure = worst(failures);
  if (failure !== null) return { kind: "failed", failure };
  await forgetRoots(setup, context, () => true);
  return { kind: "done", facts: { erased, links } };
}

/** The system of the run brings the program along; where it is gone already, nothing of it is needed any more. */
async function eraseOn(context: StepContext, host: Host): Promise<Answer | Trouble> {
  const verb: Verb = ["erase", "--run", context.run, "--fencing", String(context.fencing)];
  const system = systemFor(systemsOf(context.facts), host.machine);
  const begun = await host.askSystem(system, verb);
  if (!isTrouble(begun) && stateIn(begun) !== "erasing") return begun;
  if (isTrouble(begun) && begun.trouble !== "absent" && begun.trouble !== "unreachable" && begun.trouble !== "timeout")
    return begun;
  return askUntilOver(
    context,
    (asked) => asked.ask(verb),
    host,
    (state) => state === "erasing",
  );
}

/** What was to go is looked at once more afterwards: only what is not there is erased. */
function incomplete(host: Host, items: readonly ErasedItem[], answer: Answer): StepFailure | null {
  const names = new Set(items.map(({ name }) => name));
  const left = (answer.get("left") ?? []).filter((name) => names.has(name));
  if (stateIn(answer) === "erased" && left.length === 0) return null;
  const params = { machine: host.machine, left: left.slice(0, 5).join(", ") || "?" };
  const detail = scrubbed((answer.get("log") ?? []).join("\n"));
  return providerFailure("erase-failed", params, { detail, unharmed: whileErasing, retryable: true });
}

async function told(context: StepContext, { machine }: Host, things: readonly ErasedThing[]): Promise<JsonValue> {
  const bytes = things.reduce((sum, thing) => sum + (thing.bytes ?? 0), 0);
  const params = { machine, things: things.length, mib: Math.ceil(bytes / 1024 ** 2) };
  await context.emit({ kind: "note", code: "machine-erased", params, machine });
  return things.map((thing) => ({ ...thing }));
}
