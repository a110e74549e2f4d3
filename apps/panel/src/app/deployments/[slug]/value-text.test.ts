import { expect, test } from "vitest";
import { valueText } from "./value-text.ts";

const words = { on: "on", off: "off", none: "not set", secret: "set (hidden)" };

test("values read as words, and secrets are never shown", () => {
  expect(valueText(true, words)).toBe("on");
  expect(valueText([], words)).toBe("not set");
  expect(valueText(["en", "nl"], words)).toBe("en, nl");
  expect(valueText({ daily: 7, weekly: 4 }, words)).toBe("daily 7, weekly 4");
  expect(valueText({ $secret: "s-1" }, words)).toBe("set (hidden)");
  expect(valueText("hunter2", words, true)).toBe("set (hidden)");
  expect(valueText("x".repeat(5000), words).length).toBeLessThan(200);
});
