/** Unchanged lines shown around a change. */
const contextLines = 3;

/** Above this many differing lines the rest of the file is shown as replaced: exact comparison would take too long. */
const editsMax = 2000;

type Line = { readonly kind: " " | "-" | "+"; readonly text: string };

/**
 * The difference of two texts in unified form (`@@ -1,3 +1,4 @@` and lines with ` `, `-` or `+`), without file headers.
 * Empty when they are equal.
 */
export function unifiedDiff(before: string, after: string): string {
  if (before === after) return "";
  const lines = compareLines(linesOf(before), linesOf(after));
  return hunks(lines).join("\n");
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

function compareLines(a: readonly string[], b: readonly string[]): Line[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return [
    ...lines(" ", a.slice(0, start)),
    ...shortestEdit(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...lines(" ", a.slice(a.length - end)),
  ];
}

function lines(kind: Line["kind"], texts: readonly string[]): Line[] {
  return texts.map((text) => ({ kind, text }));
}

/** Myers' algorithm: the fewest removed and added lines, removed ones first. */
function shortestEdit(a: readonly string[], b: readonly string[]): Line[] {
  const max = Math.min(a.length + b.length, editsMax);
  const trace: Map<number, number>[] = [];
  let furthest = new Map<number, number>([[1, 0]]);
  for (let edits = 0; edits <= max; edits += 1) {
    trace.push(new Map(furthest));
    const next = new Map(furthest);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = startOn(furthest, diagonal, edits);
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      next.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return walkBack(trace, a, b);
    }
    furthest = next;
  }
  return [...lines("-", a), ...lines("+", b)];
}

// Down (a line of b added) where that got further, else right (a line of a removed).
function startOn(furthest: ReadonlyMap<number, number>, diagonal: number, edits: number): number {
  const below = furthest.get(diagonal - 1) ?? -1;
  const above = furthest.get(diagonal + 1) ?? -1;
  return diagonal === -edits || (diagonal !== edits && below < above) ? above : below + 1;
}

function walkBack(trace: readonly ReadonlyMap<number, number>[], a: readonly string[], b: readonly string[]): Line[] {
  const result: Line[] = [];
  let x = a.length;
  let y = b.length;
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const furthest = trace[edits] ?? new Map<number, number>();
    const diagonal = x - y;
    const fromAbove =
      diagonal === -edits ||
      (diagonal !== edits && (furthest.get(diagonal - 1) ?? -1) < (furthest.get(diagonal + 1) ?? -1));
    const previous = fromAbove ? diagonal + 1 : diagonal - 1;
    const startX = furthest.get(previous) ?? 0;
    const startY = startX - previous;
    while (x > Math.max(startX, 0) && y > Math.max(startY, 0) && x - y === diagonal && a[x - 1] === b[y - 1]) {
      result.push({ kind: " ", text: a[x - 1] ?? "" });
      x -= 1;
      y -= 1;
    }
    if (edits === 0) break;
    if (fromAbove) result.push({ kind: "+", text: b[y - 1] ?? "" });
    else result.push({ kind: "-", text: a[x - 1] ?? "" });
    x = startX;
    y = startY;
  }
  return result.reverse();
}

function hunks(all: readonly Line[]): string[] {
  const shown = all.map((_, index) =>
    all.slice(Math.max(0, index - contextLines), index + contextLines + 1).some((line) => line.kind !== " "),
  );
  const result: string[] = [];
  let oldLine = 1;
  let newLine = 1;
  let at = 0;
  while (at < all.length) {
    let end = at;
    while (end < all.length && shown[end] === shown[at]) end += 1;
    const part = all.slice(at, end);
    const oldCount = part.filter((line) => line.kind !== "+").length;
    const newCount = part.filter((line) => line.kind !== "-").length;
    if (shown[at]) {
      result.push(
        `@@ -${oldLine},${oldCount} +${newLine},${newCount} @@`,
        ...part.map((line) => line.kind + line.text),
      );
    }
    oldLine += oldCount;
    newLine += newCount;
    at = end;
  }
  return result;
}
