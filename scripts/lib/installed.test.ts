import { describe, expect, test } from "vitest";
import { fits } from "./installed.mjs";

const wanted = {
  "": { version: "0.1.0" },
  "node_modules/@allotment/model": { link: true },
  "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
  "node_modules/a-win32": { version: "1.0.0", optional: true },
};

describe("installed packages", () => {
  test("fit without what belongs to another system", () => {
    expect(
      fits(wanted, { "node_modules/@allotment/model": { link: true }, "node_modules/a": wanted["node_modules/a"] }),
    ).toBe(true);
  });

  test.each([
    ["a package is missing", {}],
    ["another version is there", { version: "0.9.0", integrity: "sha512-a" }],
    ["it has other contents", { version: "1.0.0", integrity: "sha512-b" }],
  ])("do not fit when %s", (_, present) => {
    expect(fits(wanted, { "node_modules/@allotment/model": { link: true }, "node_modules/a": present })).toBe(false);
  });
});
