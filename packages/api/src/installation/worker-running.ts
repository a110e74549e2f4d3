/** Longest silence of a worker that is still called running, in milliseconds. */
const silenceMax = 30_000;

/** Whether the worker has shown itself lately. @param seenAt ISO 8601; null before its first start */
export function isRunning(seenAt: string | null): boolean {
  return seenAt !== null && Date.now() - Date.parse(seenAt) < silenceMax;
}
