import { expect, test } from "vitest";
import { innerPath } from "./inner-path.ts";

test.each([
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "/\\/evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r\\evil.example",
  "\t//evil.example",
  " //evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/./\\evil.example",
  "/%2e//evil.example",
  "/%2E%2E//evil.example",
  "/a/..//evil.example",
  "https://evil.example",
  "http:evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "@evil.example",
  ".evil.example",
  "",
  null,
  undefined,
])("%j leads nowhere else", (address) => {
  const path = innerPath(address);
  expect(path).toBe("/");
});

test("encoded characters stay what they are: part of a path of ours", () => {
  for (const path of ["/%09/evil.example", "/%2F/evil.example", "/%5Cevil.example", "/%0A/evil.example"]) {
    expect(innerPath(path)).toBe(path);
    expect(new URL(innerPath(path), "https://panel.example").origin).toBe("https://panel.example");
  }
});

test("pages of the panel are kept with their query, without a fragment", () => {
  expect(innerPath("/deployments/choir/plan?step=2&x=%2F")).toBe("/deployments/choir/plan?step=2&x=%2F");
  expect(innerPath("/fleet#part")).toBe("/fleet");
});
