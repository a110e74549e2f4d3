import { ApiError } from "../errors/api-error.ts";

/** Passwords hashed at the same time: each takes a core for a while, and there is other work. */
const runningMax = 2;

/** Those that wait for one of them. At some tens of milliseconds each, nobody waits longer than a few seconds. */
const waitingMax = 20;

/** Does work that hashes a password when it is its turn. @throws ApiError `too-many-attempts` when the line is full */
export type HashingQueue = <Value>(work: () => Promise<Value>) => Promise<Value>;

/** One line for the whole process: whatever is asked for, hashing never takes more than its share of the machine. */
export function hashingQueue(): HashingQueue {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < runningMax) running += 1;
    else if (waiting.length < waitingMax) await new Promise<void>((resolve) => waiting.push(resolve));
    else throw new ApiError("too-many-attempts", { params: { seconds: 5 } });
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // Whoever is next takes the place over, so nobody slips in between.
      if (next) next();
      else running -= 1;
    }
  };
}
