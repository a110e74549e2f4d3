/**
 * Works on all items, at most so many at once. What has begun is waited for before anything is thrown, so that nothing goes
 * on behind the caller's back; after something was thrown nothing new begins.
 *
 * @returns the values in the order of the items.
 * @throws what the first item threw.
 */
export async function inParallel<Item, Value>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Value>,
): Promise<readonly Value[]> {
  const values = new Map<number, Value>();
  const errors: unknown[] = [];
  const waiting = items.entries();
  async function takeNext(): Promise<void> {
    for (const [index, item] of waiting) {
      if (errors.length > 0) return;
      try {
        values.set(index, await work(item));
      } catch (error) {
        errors.push(error);
      }
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(atOnce, items.length)) }, takeNext));
  if (errors.length > 0) throw errors[0];
  return [...values.entries()].sort(([a], [b]) => a - b).map(([, value]) => value);
}
