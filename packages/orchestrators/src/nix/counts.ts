import type { NixMessage } from "./messages.ts";

/** How far Nix is. */
export interface Counts {
  readonly done: number;
  readonly expected: number;
}

/** Nix's codes for the activities that count something. */
export const countedActivities = { copyPaths: 103, builds: 104 } as const;

/**
 * Reads out of Nix's messages how much of one kind of work is done. Nix may open several activities of a kind; they are
 * added up, and what is done never exceeds what is expected.
 */
export function countsOf(activity: number): (message: NixMessage) => Counts | undefined {
  const byActivity = new Map<number, Counts>();
  return (message) => {
    if (message.kind === "start" && message.type === activity) byActivity.set(message.id, { done: 0, expected: 0 });
    if (message.kind !== "progress" || !byActivity.has(message.id)) return undefined;
    byActivity.set(message.id, { done: Math.min(message.done, message.expected), expected: message.expected });
    return [...byActivity.values()].reduce((sum, each) => ({
      done: sum.done + each.done,
      expected: sum.expected + each.expected,
    }));
  };
}
