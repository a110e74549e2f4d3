/**
 * Does work that has to end by itself: its signal is aborted with another one or when the time is up, and then the work
 * counts as failed whether or not it listens. The timer is our own, for Node 20 collects a timeout signal that nothing but
 * `AbortSignal.any` holds, and it never fires.
 *
 * @throws what the work throws; the reason of the signal when it was aborted: `TimeUp` when the time is up
 */
export async function withinTime<Value>(
  signal: AbortSignal,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  signal.throwIfAborted();
  const end = new AbortController();
  const follow = () => end.abort(signal.reason);
  const timeUp = () => end.abort(new TimeUp());
  const timer = setTimeout(timeUp, milliseconds);
  signal.addEventListener("abort", follow, { once: true });
  try {
    return await Promise.race([work(end.signal), reasonOf(end.signal)]);
  } catch (error) {
    // Work that listens may be the first to fail of it, with an error of its own.
    end.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", follow);
  }
}

function reasonOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}

/** Work took longer than it may. */
export class TimeUp extends Error {
  constructor() {
    super("it took too long");
    this.name = "TimeUp";
  }
}
