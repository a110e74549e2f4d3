import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAnnotation, recommendedFor } from "./annotation.ts";
import { toggled } from "./controls/CheckboxesControl.tsx";
import { parseLines } from "./controls/LinesControl.tsx";
import { parseNumber } from "./controls/NumberControl.tsx";
import { fromPointer, toPointer } from "./diagnostics.ts";
import { satisfies } from "./light-validator.ts";
import { kindOf } from "./kinds.ts";

describe("kindOf", () => {
  const root = { $defs: { size: { type: "integer" as const } } };
  it.each([
    [{ $ref: "#/$defs/size" }, "number"],
    [{ anyOf: [{ type: "integer" }, { type: "null" }] }, "number"],
    [{ type: ["string", "null"], maxLength: 500 }, "textarea"],
    [{ enum: ["a", "b", "c", "d"] }, "select"],
    [{ enum: [1, 2] }, "cards"],
    [{ type: "object", "x-allotment": { secret: true } }, "secret"],
    [{ type: "array", items: { type: "string" } }, "lines"],
    [{ oneOf: [{ type: "string" }, { type: "object" }] }, "json"],
    [{}, "json"],
  ] as const)("%j is %s", (schema, kind) => {
    expect(kindOf(JSON.parse(JSON.stringify(schema)), root)).toBe(kind);
  });
});

describe("what is typed", () => {
  it("becomes a number only when it is one", () => {
    expect(parseNumber(" 1,5 ", false)).toBe(1.5);
    expect(parseNumber("-3", false)).toBe(-3);
    expect(parseNumber("12 days", false)).toBe("12 days");
    expect(parseNumber("1e9", false)).toBe("1e9");
    expect(parseNumber("", false)).toBeUndefined();
    expect(parseNumber("", true)).toBeNull();
  });

  it("becomes a list without blank lines", () => {
    expect(parseLines(" a \n\nb\n", false)).toEqual(["a", "b"]);
    expect(parseLines("480\nx", true)).toEqual([480, "x"]);
  });

  it("keeps stored choices that are no longer offered", () => {
    const choices = [
      { value: "a", label: "A" },
      { value: "b", label: "B" },
    ];
    expect(toggled(choices, ["gone", "b"], "a", true)).toEqual(["a", "b", "gone"]);
    expect(toggled(choices, ["gone", "b"], "b", false)).toEqual(["gone"]);
  });
});

describe("recommendedFor", () => {
  const annotation = readAnnotation({
    "x-allotment": {
      recommended: [
        { activeUsersMax: null, value: "large" },
        { activeUsersMax: 100, value: "small" },
      ],
    },
  });
  it("takes the smallest size that fits", () => {
    expect(recommendedFor(annotation, 100)?.value).toBe("small");
    expect(recommendedFor(annotation, 101)?.value).toBe("large");
    expect(recommendedFor(annotation, undefined)?.value).toBe("small");
  });
});

describe("JSON pointers", () => {
  it("come back as the path they were made of", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (path) => {
        expect(fromPointer(toPointer(path))).toEqual(path);
      }),
    );
  });
});

describe("satisfies", () => {
  it.each([
    [{ const: { a: [1] } }, { a: [1] }, true],
    [{ enum: ["x", 1] }, "1", false],
    [{ required: ["a"] }, {}, false],
    [{ properties: { a: { type: "integer" } } }, { a: 1.5 }, false],
    [{ not: { type: "string" } }, "s", false],
    [{ oneOf: [{ type: "number" }, { type: "integer" }] }, 1, false],
    [{ if: { required: ["a"] }, then: { required: ["b"] } }, { a: 1 }, false],
    [{ minimum: 3 }, 2, false],
    [{ $ref: "#/$defs/yes" }, false, false],
    [{ $ref: "#/$defs/yes" }, true, true],
    [{ $ref: "#/$defs/loop" }, 1, true],
    [{ unknownKeyword: 1 }, 1, true],
    [false, 1, false],
  ])("%j of %j is %s", (schema, value, expected) => {
    const root = { $defs: { yes: { const: true }, loop: { $ref: "#/$defs/loop" } } };
    expect(satisfies(schema, value, root)).toBe(expected);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (schema, value) => {
        expect(typeof satisfies(schema, value, {})).toBe("boolean");
      }),
    );
  });
});
