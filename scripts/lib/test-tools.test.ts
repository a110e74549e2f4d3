import { expect, test } from "vitest";
import { provideFoundations } from "./test-tools.mjs";

async function installed(missing: { git: string; build: string[] }): Promise<string[]> {
  const packages: string[] = [];
  await provideFoundations(
    () => undefined,
    missing,
    (names) => {
      packages.push(...names);
      return Promise.resolve("");
    },
  );
  return packages;
}

test("a machine with nothing but Node gets git and what compiles SQLite", async () => {
  expect(await installed({ git: "git is missing", build: ["make"] })).toEqual(["git", "g++", "make", "python3"]);
});

test("a machine that has them is left alone", async () => {
  expect(await installed({ git: "", build: [] })).toEqual([]);
});
