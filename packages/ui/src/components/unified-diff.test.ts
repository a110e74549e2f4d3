import { describe, expect, it } from "vitest";
import { parseUnifiedDiff } from "./unified-diff.ts";

const sample = `--- a/deployment.json
+++ b/deployment.json
@@ -3,3 +3,4 @@ machines
 keep
-old
+new
+--more
 end
\\ No newline at end of file
@@ -20 +21 @@
-x
`;

describe("parseUnifiedDiff", () => {
  it("numbers the lines of both sides and keeps text that looks like a header", () => {
    expect(parseUnifiedDiff(sample)).toEqual([
      { kind: "hunk", text: "@@ -3,3 +3,4 @@ machines" },
      { kind: "context", text: "keep", oldLine: 3, newLine: 3 },
      { kind: "removed", text: "old", oldLine: 4 },
      { kind: "added", text: "new", newLine: 4 },
      { kind: "added", text: "--more", newLine: 5 },
      { kind: "context", text: "end", oldLine: 5, newLine: 6 },
      { kind: "hunk", text: "@@ -20 +21 @@" },
      { kind: "removed", text: "x", oldLine: 20 },
    ]);
  });

  it("gives nothing for a text that is no diff", () => {
    expect(parseUnifiedDiff("")).toEqual([]);
    expect(parseUnifiedDiff("just words\n")).toEqual([]);
  });
});
