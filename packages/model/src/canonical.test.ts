import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, digestOf, sameJson } from "./index.ts";

describe("canonical JSON", () => {
  test("orders keys by code unit and leaves out what is undefined", () => {
    expect(canonicalJson({ b: 1, a: [true, null], é: "x", Z: undefined })).toBe('{"a":[true,null],"b":1,"é":"x"}');
  });

  test("refuses what JSON cannot carry instead of writing something else", () => {
    expect(() => canonicalJson({ a: Number.NaN })).toThrow(TypeError);
    expect(() => canonicalJson([() => 1])).toThrow(TypeError);
  });

  test("the digest is SHA-256 of the text", () => {
    expect(digestOf({})).toBe("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  });

  test("values are equal exactly when their canonical texts are", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(sameJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
        expect(sameJson(a, JSON.parse(JSON.stringify(a)))).toBe(true);
      }),
    );
  });

  test("the order in which keys were written does not matter", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(digestOf(turned)).toBe(digestOf(value));
      }),
    );
  });
});
