import { setTimeout as sleep } from "node:timers/promises";
import { ApiError } from "../errors/api-error.ts";

/** Failed attempts with one name that cost nothing. */
const freeFailures = 10;

/** The first delay; it doubles with each further failure up to the longest. */
const delayFirstMilliseconds = 250;
const delayMaxMilliseconds = 5000;

/** After so long without a failure a name starts anew. */
const forgetMilliseconds = 15 * 60 * 1000;

/** Attempts that may wait at one time: from one source with one name, and altogether. */
const waitingForOneMax = 8;
const waitingMax = 200;

/** Names that are remembered at most; the oldest go first. */
const namesMax = 10_000;

/** Counts failures by name and makes further attempts wait. */
export interface Attempts {
  /**
   * Waits as long as the failures with this name ask for.
   *
   * @param source name and, where it can be trusted, address
   * @throws ApiError `too-many-attempts` when too many wait already
   */
  wait(name: string, source: string): Promise<void>;
  failed(name: string): void;
  succeeded(name: string): void;
}

/**
 * Why a delay and no refusal: an account that is closed after some wrong passwords can be closed by anybody who knows
 * its name. So each attempt is answered, only later and later: from ten failures on after a quarter of a second, in the
 * end after five. Eight may wait at once from one source, so about a hundred passwords a minute can be tried; with ten
 * characters at least, that finds none. Behind a proxy that names addresses (ALLOTMENT_TRUST_PROXY) each address has
 * its own places in the line, and the library refuses more than ten attempts a minute from one: whoever guesses from
 * elsewhere then costs the owner five seconds, never the account. Kept in memory: a restart is rarer than a guess.
 */
export function attempts(
  pause: (milliseconds: number) => Promise<unknown> = (milliseconds) => sleep(milliseconds, undefined, { ref: false }),
  now: () => number = Date.now,
): Attempts {
  const failures = new Map<string, { count: number; at: number }>();
  const waiting = new Map<string, number>();
  let waitingAltogether = 0;
  const countOf = (name: string) => {
    const known = failures.get(name);
    return known === undefined || now() - known.at > forgetMilliseconds ? 0 : known.count;
  };
  return {
    wait: async (name, source) => {
      const delay = delayAfter(countOf(name));
      if (delay === 0) return;
      const before = waiting.get(source) ?? 0;
      if (before >= waitingForOneMax || waitingAltogether >= waitingMax) {
        throw new ApiError("too-many-attempts", { params: { seconds: Math.ceil(delay / 1000) } });
      }
      waiting.set(source, before + 1);
      waitingAltogether += 1;
      await pause(delay);
      waitingAltogether -= 1;
      const left = (waiting.get(source) ?? 1) - 1;
      if (left > 0) waiting.set(source, left);
      else waiting.delete(source);
    },
    failed: (name) => {
      const count = countOf(name) + 1;
      // Taken out first, so that the order is that of the last failure.
      failures.delete(name);
      const oldest = failures.size >= namesMax ? failures.keys().next().value : undefined;
      if (oldest !== undefined) failures.delete(oldest);
      failures.set(name, { count, at: now() });
    },
    succeeded: (name) => void failures.delete(name),
  };
}

/** Milliseconds to wait after so many failures. */
export function delayAfter(failures: number): number {
  if (failures < freeFailures) return 0;
  return Math.min(delayFirstMilliseconds * 2 ** Math.min(failures - freeFailures, 10), delayMaxMilliseconds);
}
