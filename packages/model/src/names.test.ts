import { describe, expect, test } from "vitest";
import type { Binding, DescribedInstance, DnsRecordResult } from "./generated/schemas.ts";
import { isAddressRecord, neededRecords, neededRedirects } from "./names.ts";

const address: DnsRecordResult = {
  name: "choir.org",
  purpose: "address",
  madeBy: "operator",
  records: [
    { type: "A", value: "192.0.2.1", ttlSeconds: 3600 },
    { type: "AAAA", value: null, ttlSeconds: 3600 },
  ],
};
const spf: DnsRecordResult = {
  name: "choir.org",
  purpose: "spf",
  madeBy: "operator",
  need: "advised",
  records: [{ type: "TXT", value: "v=spf1 ~all", ttlSeconds: 3600 }],
};

test("records are told apart by what they are for, for one name can have several", () => {
  const records = neededRecords({ dns: [address, spf] });
  expect(records.map(({ id, need }) => [id, need])).toEqual([
    ["address/choir.org/A", "required"],
    ["address/choir.org/AAAA", "required"],
    ["spf/choir.org/TXT", "advised"],
  ]);
  expect(records.filter(isAddressRecord)).toHaveLength(2);
});

describe("a redirect is needed", () => {
  const redirects = (account: string | null, ...hosts: string[]) => {
    const sites = hosts.map((host): [string, Binding] => [
      host,
      { type: "http-ingress", offer: "certificates", machine: "m", request: {}, result: { host } },
    ]);
    const domains = { account, web: "social.choir.org", media: null };
    const instance = { domains, bindings: Object.fromEntries(sites) } as unknown as DescribedInstance;
    return neededRedirects({ instances: { social: instance } }).map(({ account: from, web }) => [from, web]);
  };

  test("only where another website answers for the domain of handles", () => {
    expect(redirects("choir.org", "social.choir.org")).toEqual([["choir.org", "social.choir.org"]]);
    expect(redirects("choir.org", "social.choir.org", "choir.org")).toEqual([]);
    expect(redirects(null, "social.choir.org")).toEqual([]);
  });
});
