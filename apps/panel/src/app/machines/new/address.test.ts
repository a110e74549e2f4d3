import { describe, expect, test } from "vitest";
import { environmentSlug } from "./address.ts";

describe("the short name of a new environment", () => {
  test.each([
    ["Our machines", "our-machines"],
    ["Rechenzentrum Köln", "rechenzentrum-koln"],
    ["3 servers in the cellar", "servers-in-the-cellar"],
    ["…", "machines"],
  ])("%s", (name, slug) => expect(environmentSlug(name, [])).toBe(slug));

  test("is never one that is taken", () => {
    expect(environmentSlug("Our machines", ["our-machines", "our-machines-2"])).toBe("our-machines-3");
  });

  test("is short enough also with a number", () => {
    expect(environmentSlug("a".repeat(80), ["a".repeat(28)]).length).toBeLessThanOrEqual(32);
  });
});
