/** One line of a textual difference, with its number on either side (absent where the line does not exist there). */
export type DiffLine = {
  readonly kind: "context" | "added" | "removed" | "hunk";
  readonly text: string;
  readonly oldLine?: number | undefined;
  readonly newLine?: number | undefined;
};

const hunkHeader = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/**
 * Reads a unified diff (as git and diff -u print it) of one file into lines. File headers before the first hunk are
 * left out; a line of unknown shape becomes context, so that nothing is lost.
 */
export function parseUnifiedDiff(text: string): readonly DiffLine[] {
  const lines: DiffLine[] = [];
  let oldLine = 0;
  let newLine = 0;
  let inHunk = false;
  for (const line of text.replace(/\n$/, "").split("\n")) {
    const header = hunkHeader.exec(line);
    if (header) {
      inHunk = true;
      oldLine = Number(header[1]);
      newLine = Number(header[2]);
      lines.push({ kind: "hunk", text: line });
      continue;
    }
    if (!inHunk || line.startsWith("\\")) continue;
    const rest = line.slice(1);
    if (line.startsWith("+")) lines.push({ kind: "added", text: rest, newLine: newLine++ });
    else if (line.startsWith("-")) lines.push({ kind: "removed", text: rest, oldLine: oldLine++ });
    else lines.push({ kind: "context", text: rest, oldLine: oldLine++, newLine: newLine++ });
  }
  return lines;
}
