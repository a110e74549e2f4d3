import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import english from "../messages/en.json" with { type: "json" };

const root = path.resolve(import.meta.dirname, "../../..");

/** Sources in which things are found. How patient people are with them is not one of those. */
function sources(): readonly string[] {
  return ["packages/engine/src", "apps/worker/src"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !/\.test\.ts$|testing|patience\.ts$/.test(file))
      .map((file) => readFileSync(path.join(root, folder, file), "utf8")),
  );
}

test.each(Object.entries(english.findings))("%s says what it is, what happened and what to do", (code, sentences) => {
  // What happened when a run failed, and what to do, is what its step says.
  const parts = code === "run-failed" ? ["title", "unharmed"] : ["title", "text", "advice"];
  expect(Object.keys(sentences)).toEqual(expect.arrayContaining(parts));
  for (const text of Object.values(sentences)) expect(text.trim()).not.toBe("");
});

test("nobody wrote sentences for what is never found", () => {
  const texts = sources();
  const unused = Object.keys(english.findings).filter((code) => !texts.some((text) => text.includes(`"${code}"`)));
  expect(unused).toEqual([]);
});
