import type { OptionSchema } from "@allotment/model";
import { describe, expect, test } from "vitest";
import { sayAllowed, sayRecommended, sayValue } from "./say-option.ts";

type Extra = Partial<OptionSchema> & { readonly minimum?: number; readonly maximum?: number };

function option(extra: Extra, annotations: Partial<OptionSchema["x-allotment"]> = {}): OptionSchema {
  return {
    title: "Minimum age",
    description: "",
    ...extra,
    "x-allotment": {
      group: "g",
      order: 0,
      level: "more",
      upstream: "min_age",
      appliedBy: "nix",
      owner: "here",
      effect: "none",
      ...annotations,
    },
  };
}

describe("an option in words", () => {
  test("values are said as people read them", () => {
    const choice = option({ oneOf: [{ const: "open", title: "Anyone" }] });
    expect(sayValue("open", choice)).toBe("Anyone");
    expect(sayValue(true, option({}))).toBe("on");
    expect(sayValue(1500, option({}, { unit: "days" }))).toBe("1,500 days");
    expect(sayValue([], option({}))).toBe("nothing");
  });

  test("limits are said with their unit, once", () => {
    expect(sayAllowed(option({ minimum: 1, maximum: 120 }, { unit: "years" }))).toBe("1 to 120 years");
    expect(sayAllowed(option({ minimum: 0 }))).toBe("at least 0");
    expect(sayAllowed(option({}))).toBeNull();
  });

  test("recommendations name the size that they are for, and why", () => {
    const recommended = [
      { activeUsersMax: 1000, value: 2, reason: "Enough." },
      { activeUsersMax: null, value: 4, reason: "More people." },
    ];
    expect(sayRecommended(option({}, { recommended }))).toEqual([
      "up to 1,000 active people: 2. Enough.",
      "above that: 4. More people.",
    ]);
  });
});
