import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Evidence, Said } from "./evidence.ts";
import { judge, type Expectation } from "./judge.ts";

const expected: Expectation = {
  about: (values) => values,
  fits: (values) => values.length > 0 && values.every((value) => value === "right"),
};

const values = fc.uniqueArray(fc.constantFrom("right", "wrong", "other"), { maxLength: 3 }).map((all) => all.sort());
const said = (kinds: readonly Said["kind"][]): fc.Arbitrary<Said> =>
  fc
    .record({ server: fc.string(), kind: fc.constantFrom(...kinds), values, ttlSeconds: fc.nat(100_000) })
    .map((one) => (one.kind === "values" ? one : { ...one, values: [] }));
const evidence: fc.Arbitrary<Evidence> = fc.record({
  delegation: fc.constantFrom("found", "found", "found", "none", "unknown"),
  zone: fc.constantFrom("choir.org", "org"),
  authorities: fc.array(said(["values", "values", "silent", "lame", "hostile"]), { maxLength: 4 }),
  resolver: said(["values", "silent", "refused", "hostile"]),
  unchecked: fc.option(said(["values", "silent", "refused"])),
});
const memory = fc.record({ now: fc.nat(10 ** 12), oldUntil: fc.option(fc.nat(10 ** 12)) });

describe("the judge", () => {
  test("calls right only what every answering server of the zone has, and nothing else but the resolver matters then", () => {
    fc.assert(
      fc.property(evidence, memory, (heard, remembered) => {
        const { outcome } = judge(heard, expected, remembered);
        const answering = heard.authorities.filter(({ kind }) => kind === "values" || kind === "hostile");
        const all = answering.length > 0 && answering.every((one) => expected.fits(one.values));
        const good = heard.delegation === "found" && all;
        expect(["right", "old-answer", "lying", "refused-by-dnssec"].includes(outcome)).toBe(good);
      }),
    );
  });

  test("does not depend on the order in which servers are named", () => {
    fc.assert(
      fc.property(evidence, memory, (heard, remembered) => {
        const turned = { ...heard, authorities: heard.authorities.toReversed() };
        expect(judge(turned, expected, remembered).outcome).toBe(judge(heard, expected, remembered).outcome);
      }),
    );
  });

  test("believes a resolver that remembers, but not for ever", () => {
    fc.assert(
      fc.property(fc.nat(86_400), fc.nat(10 ** 12), (ttlSeconds, start) => {
        const right: Said = { server: "ns1", kind: "values", values: ["right"], ttlSeconds: 300 };
        const resolver: Said = { server: "", kind: "values", values: ["wrong"], ttlSeconds };
        const heard: Evidence = {
          delegation: "found",
          zone: "choir.org",
          authorities: [right],
          resolver,
          unchecked: null,
        };
        const first = judge(heard, expected, { now: start, oldUntil: null });
        expect(first.outcome).toBe("old-answer");
        const oldUntil = Date.parse(first.oldUntil ?? "");
        expect(oldUntil).toBeGreaterThanOrEqual(start + ttlSeconds * 1000);
        expect(judge(heard, expected, { now: oldUntil, oldUntil }).outcome).toBe("old-answer");
        expect(judge(heard, expected, { now: oldUntil + 61_000, oldUntil }).outcome).toBe("lying");
      }),
    );
  });
});

describe("what is told apart", () => {
  const from = (server: string, ...found: string[]): Said => ({
    server,
    kind: "values",
    values: found,
    ttlSeconds: 300,
  });
  const quiet = (server: string, kind: Said["kind"]): Said => ({ server, kind, values: [], ttlSeconds: 0 });
  const now = { now: 0, oldUntil: null };
  const verdict = (authorities: readonly Said[], resolver = from("", "right"), rest: Partial<Evidence> = {}) =>
    judge({ delegation: "found", zone: "choir.org", authorities, resolver, unchecked: null, ...rest }, expected, now);

  test.each<[string, readonly Said[], Said | undefined, Partial<Evidence>]>([
    ["right", [from("a", "right"), from("b", "right")], undefined, {}],
    ["right", [from("a", "right"), quiet("b", "silent")], undefined, {}],
    ["missing", [from("a"), from("b")], undefined, {}],
    ["elsewhere", [from("a", "wrong"), from("b", "wrong")], undefined, {}],
    ["elsewhere", [from("a", "right", "wrong")], undefined, {}],
    ["servers-disagree", [from("a", "right"), from("b", "wrong")], undefined, {}],
    ["servers-disagree", [from("a", "right"), from("b")], undefined, {}],
    ["servers-disagree", [from("a", "right"), quiet("b", "hostile")], undefined, {}],
    ["servers-disagree", [from("a", "other"), from("b", "wrong")], undefined, {}],
    ["silent", [quiet("a", "silent"), quiet("b", "lame")], undefined, {}],
    ["not-delegated", [quiet("a", "lame")], undefined, {}],
    ["not-delegated", [from("a")], undefined, { zone: "org" }],
    ["not-delegated", [], undefined, { delegation: "none" }],
    ["unknown", [], undefined, { delegation: "unknown" }],
    ["hostile", [quiet("a", "hostile")], undefined, {}],
    ["old-answer", [from("a", "right")], from("", "wrong"), {}],
    ["old-answer", [from("a", "right")], from(""), {}],
    ["refused-by-dnssec", [from("a", "right")], quiet("", "refused"), { unchecked: from("", "right") }],
    ["right", [from("a", "right")], quiet("", "refused"), { unchecked: quiet("", "refused") }],
    ["right", [from("a", "right")], quiet("", "silent"), {}],
  ])("%s: %j", (outcome, authorities, resolver, rest) => {
    expect(verdict(authorities, resolver, rest).outcome).toBe(outcome);
  });

  test("says which server says what", () => {
    expect(verdict([from("a", "right"), from("b", "wrong"), quiet("c", "silent")])).toMatchObject({
      servers: [
        { server: "a", values: ["right"], silent: false },
        { server: "b", values: ["wrong"], silent: false },
        { server: "c", values: [], silent: true },
      ],
    });
  });
});
