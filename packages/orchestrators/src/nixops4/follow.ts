import type { Readable } from "node:stream";
import type { StepContext } from "@allotment/engine";
import type { Slug } from "@allotment/model";
import type { Counts } from "../nix/counts.ts";
import { readLines } from "../nix/lines.ts";
import { withoutColours } from "../nix/messages.ts";
import { startProgress } from "../nixos-ssh/progress.ts";
import { scrubbed } from "../tool-output.ts";
import { nixops4Log, type LogEvent } from "./log.ts";

/** What NixOps4 said last: why it failed, and what the programs that it runs had to say. */
export interface LastWords {
  readonly error: string;
  readonly log: string;
}

/** Much of the log comes from the machine itself: what is kept of it has limits. Lengths in characters. */
const limits = { lineLength: 2000, shownLines: 2000, lastLines: 60, resources: 1000 } as const;

/** Nothing ends NixOps4 in the middle of its work for talking too much. */
const endless = Number.POSITIVE_INFINITY;

/** Reads the log to its end: counts become progress, what other programs say becomes lines. */
export async function followLog(context: StepContext, machine: Slug, stream: Readable): Promise<LastWords> {
  const read = nixops4Log();
  const progress = startProgress(context, "resources", machine);
  const count = resourceCounts();
  const show = lineShower(context, machine);
  const last: Record<"error" | "output", string[]> = { error: [], output: [] };
  for await (const line of readLines(stream, { lineLength: limits.lineLength, total: endless })) {
    const event = read(withoutColours(line));
    if (event === undefined) continue;
    if (!("line" in event)) progress.tell(count(event));
    else {
      const kept = last[event.kind];
      kept.splice(0, kept.push(event.line) - limits.lastLines);
      if (event.kind === "output") await show(event.line);
    }
  }
  await progress.finish();
  return { error: scrubbed(last.error.join("\n")), log: scrubbed(last.output.join("\n")) };
}

/** Shows so many lines, then says once that there are more. */
function lineShower({ emit }: StepContext, machine: Slug): (line: string) => Promise<void> {
  let shown = 0;
  return async (line) => {
    if (shown > limits.shownLines) return;
    const text = scrubbed(line);
    if (text === "") return;
    shown += 1;
    if (shown <= limits.shownLines) return emit({ kind: "log", line: text, machine });
    return emit({ kind: "note", code: "log-cut", params: { machine, lines: limits.shownLines }, machine });
  };
}

type ResourceEvent = Exclude<LogEvent, { line: string }>;

/** Counts the resources that will be applied, and those of them that NixOps4 is through with. */
function resourceCounts(): (event: ResourceEvent) => Counts {
  const planned = new Set<string>();
  const ended = new Set<string>();
  let done = 0;
  return ({ kind, resource }) => {
    const set = { planned, begun: null, ended }[kind];
    if (set !== null && !set.has(resource) && set.size < limits.resources) {
      set.add(resource);
      if (planned.has(resource) && ended.has(resource)) done += 1;
    }
    return { done, expected: planned.size };
  };
}
