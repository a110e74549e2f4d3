import { hasSentence } from "@allotment/model";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

/** Guarantees that nothing the planner says comes out as a bare code. */
describe("sentences of the planner", () => {
  const folder = import.meta.dirname;
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.includes(".test."))
    .map((file) => readFileSync(join(folder, file), "utf8"));
  const all = sources.join("\n");

  const codes = [...all.matchAll(/(?:errorAt|warningAt|informationAt)\((?:[^()]|\([^()]*\))*?,\s*"([a-zA-Z-]+)"/g)].map(
    (match) => match[1] ?? "",
  );

  test.each([...new Set(codes)])("diagnostic %s has a sentence and an advice", (code) => {
    expect(hasSentence(`diagnostics.${code}.summary`)).toBe(true);
    expect(hasSentence(`diagnostics.${code}.detail`)).toBe(true);
  });

  test.each([...new Set([...all.matchAll(/"(report\.[a-z-]+)"/g)].map((match) => match[1] ?? ""))])(
    "decision %s has a sentence",
    (code) => {
      expect(hasSentence(code)).toBe(true);
    },
  );

  test.each([...new Set([...all.matchAll(/reason: "([a-z-]+)"/g)].map((match) => match[1] ?? ""))])(
    "reason %s has its three sentences",
    (reason) => {
      for (const ending of ["created", "changed", "removed"])
        expect(hasSentence(`reasons.${reason}-${ending}`)).toBe(true);
    },
  );
});
