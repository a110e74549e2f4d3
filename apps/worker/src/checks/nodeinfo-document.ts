import type { NodeInfoSeen } from "@allotment/store";
import { z } from "zod";
import { clipped } from "../errands/checks.ts";

// The document as far as it is read: https://nodeinfo.diaspora.software/schema.html, versions 2.0 and 2.1. Everything about
// people is optional, and some applications leave numbers out, or write them as text.

const count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER).optional().catch(undefined);

const document = z.object({
  software: z.object({ name: z.string(), version: z.string().catch("") }),
  openRegistrations: z.boolean().nullable().catch(null),
  usage: z
    .object({
      users: z
        .object({ total: count, activeMonth: count, activeHalfyear: count })
        .catch({ total: undefined, activeMonth: undefined, activeHalfyear: undefined }),
      localPosts: count,
      localComments: count,
    })
    .catch({ users: { total: undefined, activeMonth: undefined, activeHalfyear: undefined } }),
});

/** Deepest nesting that is read: documents have four levels, some with lists of metadata below. */
const depthMax = 32;

/** What a figure may at most become between two looks: many times more at once is no growth. */
const jump = { times: 10, least: 1_000_000 } as const;

/**
 * Reads what an instance says of itself.
 *
 * @param before figures of the last look: one that jumps beyond belief is left out
 * @returns null when it is no such document
 */
export function readNodeInfo(text: string, before: Readonly<Record<string, number>> | undefined): NodeInfoSeen | null {
  const parsed = document.safeParse(json(text));
  if (!parsed.success) return null;
  const { software, openRegistrations, usage } = parsed.data;
  const { total, activeMonth, activeHalfyear } = usage.users;
  const said = { users: total, activeMonth, activeHalfyear, posts: usage.localPosts, comments: usage.localComments };
  const figures = Object.entries(said).filter(
    (figure): figure is [string, number] => figure[1] !== undefined && !isIncredible(figure[1], before?.[figure[0]]),
  );
  return {
    software: clipped(software.name),
    version: clipped(software.version),
    openRegistrations,
    figures: Object.fromEntries(figures),
  };
}

function isIncredible(now: number, before: number | undefined): boolean {
  return before !== undefined && now > jump.least && now > before * jump.times;
}

/** JSON of bearable depth; undefined for anything else. */
function json(text: string): unknown {
  let depth = 0;
  // Quotes do not matter here: text inside of strings only makes this stricter.
  for (const character of text) {
    if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
    if (depth > depthMax) return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
