import type { NeededRecord } from "@allotment/model";
import { describe, expect, test } from "vitest";
import { expectationOf } from "./expectation.ts";

function fits(record: Pick<NeededRecord, "purpose" | "type" | "value">, ...values: string[]): boolean {
  const expected = expectationOf({
    id: "",
    name: "choir.org",
    ttlSeconds: 60,
    madeBy: "operator",
    need: "advised",
    ...record,
  });
  if (expected === null) throw new Error("nothing is expected");
  return expected.fits(expected.about(values));
}

describe("a record is right", () => {
  test.each([
    ["2001:db8::10", ["2001:0DB8:0:0::10"]],
    ["192.0.2.10", ["192.0.2.10"]],
  ])("however an address is written: %s", (value, found) => {
    const type = value.includes(":") ? ("AAAA" as const) : ("A" as const);
    expect(fits({ purpose: "address", type, value: found[0] ?? "" }, value)).toBe(true);
  });

  test("only without another address beside it", () => {
    const record = { purpose: "address", type: "A", value: "192.0.2.10" } as const;
    expect(fits(record, "192.0.2.10", "192.0.2.11")).toBe(false);
  });

  const spf = { purpose: "spf", type: "TXT", value: "v=spf1 a:mail.relay.example ~all" } as const;
  test.each([
    ["v=spf1 a:mail.relay.example ~all", true],
    ["v=spf1 mx include:other.example A:mail.relay.example -all", true],
    ["v=spf1 include:other.example -all", false],
    ["v=spf10 a:mail.relay.example", false],
  ])("for mail where SPF allows the relay, beside others: %s", (text, right) => {
    expect(fits(spf, "google-site-verification=x", text)).toBe(right);
  });

  test("never with two SPF records, for receivers then take neither", () => {
    expect(fits(spf, "v=spf1 a:mail.relay.example ~all", "v=spf1 -all")).toBe(false);
  });

  const dkim = { purpose: "dkim", type: "TXT", value: "v=DKIM1; k=rsa; p=MIIBIjAN" } as const;
  test.each([
    ["v=DKIM1; k=rsa; p=MIIB IjAN", true],
    ["p=MIIBIjAN", true],
    ["v=DKIM1; p=AAAA", false],
    ["v=DKIM1; p=", false],
  ])("where the key is that of the relay: %s", (text, right) => {
    expect(fits(dkim, text)).toBe(right);
  });

  test("with any policy for mail that is already there", () => {
    const record = { purpose: "dmarc", type: "TXT", value: "v=DMARC1; p=none" } as const;
    expect(fits(record, "v=DMARC1; p=reject; rua=mailto:x@choir.org")).toBe(true);
    expect(fits(record, "something else")).toBe(false);
  });
});

test("nothing is expected of an address that nobody knows yet", () => {
  const record = { id: "", name: "choir.org", ttlSeconds: 60, madeBy: "operator", need: "required" } as const;
  expect(expectationOf({ ...record, purpose: "address", type: "A", value: null })).toBeNull();
});
