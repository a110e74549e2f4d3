import { ApiError } from "../errors/api-error.ts";

/** Changes that somebody may make at once, and how many come back each second: 120 a minute. */
const burst = 120;
const perSecond = 2;

/** People that are remembered; whoever has not changed anything for a minute has the full number anyway. */
const peopleMax = 5000;

/** Counts one change of this person. @throws ApiError `too-many-requests` */
export type WriteLimit = (userId: string) => void;

/** A bucket for each person, in memory: it protects the process, and starts full with it. */
export function writeLimit(now: () => number = Date.now): WriteLimit {
  const buckets = new Map<string, { left: number; at: number }>();
  return (userId) => {
    const time = now();
    const known = buckets.get(userId);
    const left = known === undefined ? burst : Math.min(burst, known.left + ((time - known.at) / 1000) * perSecond);
    if (left < 1) throw new ApiError("too-many-requests", { params: { seconds: Math.ceil((1 - left) / perSecond) } });
    buckets.delete(userId);
    const oldest = buckets.size >= peopleMax ? buckets.keys().next().value : undefined;
    if (oldest !== undefined) buckets.delete(oldest);
    buckets.set(userId, { left: left - 1, at: time });
  };
}
