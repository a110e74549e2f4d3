import type { Binding, DescribedInstance, SmtpResult } from "@allotment/model";
import { describe, expect, test } from "vitest";
import { mailRecords } from "./mail-records.ts";

const plain: SmtpResult = {
  host: "mail.relay.example",
  port: 465,
  security: "tls",
  username: null,
  passwordFile: null,
  sender: "notices@social.choir.org",
};

function sending(...relays: readonly Partial<SmtpResult>[]) {
  const instances = relays.map((relay, index): [string, DescribedInstance] => {
    const mail: Binding = { type: "smtp", offer: "relay", machine: null, request: {}, result: { ...plain, ...relay } };
    return [`a${index}`, { bindings: { mail } } as unknown as DescribedInstance];
  });
  return mailRecords(Object.fromEntries(instances)).map(({ name, purpose, madeBy, need, records }) => {
    expect(need).toBe("advised");
    return [purpose, name, madeBy, records[0]?.type, records[0]?.value];
  });
}

describe("records for mail", () => {
  test("allow the relay's host where nothing else is said, and begin with reports alone", () => {
    expect(sending({})).toEqual([
      ["spf", "social.choir.org", "operator", "TXT", "v=spf1 a:mail.relay.example ~all"],
      ["dmarc", "_dmarc.social.choir.org", "operator", "TXT", "v=DMARC1; p=none"],
      ["reverse", "mail.relay.example", "provider", "PTR", "mail.relay.example"],
    ]);
  });

  test("say what the relay's owner says", () => {
    const dkimRecord = "v=DKIM1; k=rsa; p=MIIB";
    const records = sending({ spfInclude: "spf.relay.example", dkimSelector: "s1", dkimRecord });
    expect(records).toContainEqual([
      "spf",
      "social.choir.org",
      "operator",
      "TXT",
      "v=spf1 include:spf.relay.example ~all",
    ]);
    expect(records).toContainEqual(["dkim", "s1._domainkey.social.choir.org", "operator", "TXT", dkimRecord]);
  });

  test("lead to a key at the relay, which knows the domain by its name", () => {
    const records = sending({ dkimSelector: "fm1", dkimRecord: "fm1.{domain}.dkim.relay.example" });
    expect(records).toContainEqual([
      "dkim",
      "fm1._domainkey.social.choir.org",
      "operator",
      "CNAME",
      "fm1.social.choir.org.dkim.relay.example",
    ]);
  });

  test("of one domain are one SPF record, whoever sends for it", () => {
    const spf = sending({}, {}, { spfInclude: "spf.other.example" }).filter(([purpose]) => purpose === "spf");
    expect(spf.map(([, , , , value]) => value)).toEqual(["v=spf1 a:mail.relay.example include:spf.other.example ~all"]);
  });

  test.each(["localhost", "127.0.0.1", "relay.internal"])("expect nothing of a relay that is at hand: %s", (host) => {
    expect(sending({ host }).map(([purpose]) => purpose)).toEqual(["spf", "dmarc"]);
  });
});
