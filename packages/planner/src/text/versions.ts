/**
 * Compares two versions by their numbers, from left to right: less than 0 where `a` is the older one, 0 where their
 * numbers are the same. What stands behind the numbers (`-rc1`) is not looked at.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(version: string): number[] {
  const [numbers = ""] = /^\d+(?:\.\d+)*/.exec(version.replace(/^v/, "")) ?? [];
  return numbers === "" ? [] : numbers.split(".").map(Number);
}
