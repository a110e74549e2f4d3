import type { RJSFSchema } from "@rjsf/utils";
import validator from "@rjsf/validator-ajv8";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { satisfies } from "./light-validator.ts";

const names = fc.constantFrom("a", "b");
const plain = fc.oneof(fc.boolean(), fc.integer({ min: -2, max: 4 }), fc.constantFrom("", "x", "xyz", 1.5, null));
const value = fc.oneof(plain, fc.array(plain, { maxLength: 3 }), fc.dictionary(names, plain, { maxKeys: 2 }));

const simple: readonly fc.Arbitrary<RJSFSchema>[] = [
  fc.record({ type: fc.constantFrom("string", "integer", "number", "boolean", "object", "array", "null") }),
  fc.record({ const: plain }),
  fc.record({ enum: fc.uniqueArray(plain, { minLength: 1, maxLength: 3 }) }),
  fc.record({ required: fc.uniqueArray(names, { maxLength: 2 }) }),
  fc.record({ minimum: fc.integer({ min: -1, max: 2 }) }),
  fc.record({ maxLength: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ minItems: fc.integer({ min: 0, max: 2 }) }),
];

/** Schemas of the keywords that the light validator knows, one or two of them on each level. */
function schemas(levels: number): fc.Arbitrary<RJSFSchema> {
  const keyword = levels === 0 ? fc.oneof(...simple) : fc.oneof(...simple, ...nesting(schemas(levels - 1)));
  return fc.array(keyword, { minLength: 1, maxLength: 2 }).map((parts) => Object.assign({}, ...parts));
}

function nesting(inner: fc.Arbitrary<RJSFSchema>): readonly fc.Arbitrary<RJSFSchema>[] {
  const some = fc.array(inner, { minLength: 1, maxLength: 2 });
  return [
    fc.record({ properties: fc.dictionary(names, inner, { maxKeys: 2 }) }),
    fc.record({ items: inner }),
    fc.record({ allOf: some }),
    fc.record({ anyOf: some }),
    fc.record({ oneOf: some }),
    fc.record({ not: inner }),
    fc.record({ if: inner, then: inner, else: inner }),
  ];
}

describe("the light validator", () => {
  it("agrees with AJV about the keywords that it knows", () => {
    fc.assert(
      fc.property(schemas(2), value, (each, data) => {
        const oracle = validator.rawValidation(each, data);
        fc.pre(!oracle.validationError);
        expect(satisfies(each, data, each)).toBe((oracle.errors ?? []).length === 0);
      }),
      { numRuns: 150 },
    );
  });
});
