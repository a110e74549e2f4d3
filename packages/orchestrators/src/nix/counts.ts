import type { NixMessage } from "./messages.ts";

/** How far Nix is. */
export interface Counts {
  readonly done: number;
  readonly expected: number;
}

/** Nix's codes for the activities that count something. */
export const countedActivities = { copyPaths: 103, builds: 104 } as const;

/** How many activities of a kind are added up, and how much each may count: they may be somebody's invention. */
const limits = { activities: 10_000, count: 1_000_000_000 } as const;

const none: Counts = { done: 0, expected: 0 };

/**
 * Reads out of Nix's messages how much of one kind of work is done. Nix may open several activities of a kind; they are
 * added up, and what is done never exceeds what is expected.
 */
export function countsOf(activity: number): (message: NixMessage) => Counts | undefined {
  const byActivity = new Map<number, Counts>();
  let sum = none;
  return (message) => {
    if (message.kind === "start" && message.type === activity && byActivity.size < limits.activities) {
      byActivity.set(message.id, byActivity.get(message.id) ?? none);
    }
    const before = message.kind === "progress" ? byActivity.get(message.id) : undefined;
    if (message.kind !== "progress" || before === undefined) return undefined;
    const expected = whole(message.expected);
    const now = { done: Math.min(whole(message.done), expected), expected };
    byActivity.set(message.id, now);
    sum = { done: sum.done - before.done + now.done, expected: sum.expected - before.expected + now.expected };
    return sum;
  };
}

function whole(count: number): number {
  return Number.isSafeInteger(count) ? Math.min(Math.max(count, 0), limits.count) : 0;
}
