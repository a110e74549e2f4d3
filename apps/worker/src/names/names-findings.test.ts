import { hasSentence, type Description, type DnsRecordResult } from "@allotment/model";
import type { NameLookRecord, NameOutcome } from "@allotment/store";
import { describe, expect, test } from "vitest";
import { namesFindings } from "./names-findings.ts";

const host = "social.choir.org";

function record(purpose: DnsRecordResult["purpose"], name: string, value: string): DnsRecordResult {
  const type = purpose === "address" ? "A" : purpose === "reverse" ? "PTR" : "TXT";
  const need = purpose === "address" ? "required" : "advised";
  const madeBy = purpose === "reverse" ? "provider" : "operator";
  return { name, purpose, madeBy, need, records: [{ type, value, ttlSeconds: 60 }] };
}

const description: Pick<Description, "dns" | "instances"> = {
  dns: [
    record("address", host, "9.9.9.9"),
    record("spf", host, "v=spf1 a:mail.relay.example ~all"),
    record("dkim", `s1._domainkey.${host}`, "v=DKIM1; p=AA"),
    record("dmarc", `_dmarc.${host}`, "v=DMARC1; p=none"),
    record("reverse", "mail.relay.example", "mail.relay.example"),
  ],
  instances: {},
};

function look(id: string, outcome: NameOutcome, needed: string | null, ...seen: string[]): NameLookRecord {
  const when = "2026-11-21T07:00:00.000Z";
  return { deploymentId: "d", record: id, needed, outcome, seen, servers: [], oldUntil: null, since: when, at: when };
}

function found(...looks: NameLookRecord[]) {
  const findings = namesFindings(description, looks);
  for (const { code } of findings) {
    for (const part of ["title", "text", "advice"]) expect(hasSentence(`findings.${code}.${part}`)).toBe(true);
  }
  return findings.map(({ code, subject, turn, severity }) => [code, subject, turn, severity]);
}

const address = `address/${host}/A`;

describe("what is wrong with names", () => {
  test.each(["right", "old-answer", "lying", "unknown"] as const)("is nothing where it is %s", (outcome) => {
    expect(found(look(address, outcome, "9.9.9.9"))).toEqual([]);
  });

  test.each([
    ["elsewhere", "name-points-elsewhere"],
    ["servers-disagree", "name-points-elsewhere"],
    ["hostile", "name-points-elsewhere"],
    ["forbidden", "name-points-elsewhere"],
    ["missing", "name-missing"],
    ["silent", "name-missing"],
    ["not-delegated", "name-missing"],
  ] as const)("%s is %s, for whoever has the domain", (outcome, code) => {
    expect(found(look(address, outcome, "9.9.9.9"))).toEqual([[code, host, "operator", "problem"]]);
  });

  test("is one thing for a host, also where a forgotten address of another kind leads away", () => {
    const forgotten = look(`address/${host}/AAAA`, "elsewhere", null, "2001:db8::66");
    expect(found(look(address, "missing", "9.9.9.9"), forgotten)).toEqual([
      ["name-points-elsewhere", host, "operator", "problem"],
    ]);
  });

  test("is not what was compared with an address that is needed no longer", () => {
    expect(found(look(address, "elsewhere", "9.9.9.8"))).toEqual([]);
  });

  test("of mail is told, one thing for a domain, and of reverse DNS to the provider", () => {
    const looks = [
      look(address, "right", "9.9.9.9"),
      look(`spf/${host}/TXT`, "elsewhere", null),
      look(`dkim/s1._domainkey.${host}/TXT`, "missing", null),
      look(`dmarc/_dmarc.${host}/TXT`, "right", null),
      look("reverse/mail.relay.example/PTR", "missing", null),
    ];
    expect(found(...looks)).toEqual([
      ["mail-records-missing", host, "operator", "warning"],
      ["reverse-dns-missing", "mail.relay.example", "provider", "warning"],
    ]);
    const [mail] = namesFindings(description, looks);
    expect(mail?.params).toEqual({ name: host, records: "SPF, DKIM" });
  });
});
