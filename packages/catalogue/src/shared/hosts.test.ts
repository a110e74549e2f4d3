import fc from "fast-check";
import { expect, test } from "vitest";
import { domainsOf, normaliseHost } from "./hosts.ts";

test("an account domain that is the site is no domain of its own", () => {
  const domain = "social.choir.org";
  expect(domainsOf({ domain })).toEqual({ account: null, web: domain, media: null });
  expect(domainsOf({ domain, accountDomain: "Social.Choir.org" })).toEqual({ account: null, web: domain, media: null });
  expect(domainsOf({ domain, accountDomain: "choir.org", mediaDomain: "files.choir.org" })).toEqual({
    account: "choir.org",
    web: domain,
    media: "files.choir.org",
  });
});

test.each([
  ["STRASSE.example", "strasse.example"],
  ["münchen.example", "xn--mnchen-3ya.example"],
  ["a.example.", "a.example"],
  ["user@a.example", undefined],
  ["a.example:443", undefined],
  ["0x7f.1", undefined],
  ["a..example", undefined],
  ["a_b.example", undefined],
  [`${"a".repeat(64)}.example`, undefined],
  ["%61.example", undefined],
])("%s becomes %s", (text, host) => {
  expect(normaliseHost(text)).toBe(host);
});

test("normal forms are normal: lower case, without anything around, and stable", () => {
  fc.assert(
    fc.property(fc.oneof(fc.domain(), fc.webAuthority(), fc.string({ unit: "grapheme" })), (text) => {
      const host = normaliseHost(text);
      if (host === undefined) return;
      expect(host).toMatch(/^[a-z0-9.-]{4,253}$/);
      expect(normaliseHost(host)).toBe(host);
    }),
  );
});
