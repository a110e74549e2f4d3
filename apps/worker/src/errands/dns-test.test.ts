import type { Answer } from "dns-packet";
import { afterEach, describe, expect, it } from "vitest";
import { createResolver } from "../names/resolver.ts";
import { scriptedDns, zoneScript, type Script, type ScriptedDns } from "../names/testing/scripted-dns.ts";
import { dnsTest } from "./dns-test.ts";
import { errandScene, type ErrandScene } from "./testing/errand-scene.ts";

let scene: ErrandScene | undefined;
let dns: ScriptedDns | undefined;
afterEach(async () => {
  await scene?.close();
  await dns?.close();
});

const soa: Answer = { name: "example.org", type: "SOA", data: { mname: "a.example", rname: "x.example" } };
const knows = zoneScript("example.org", [soa]);
const delegated = zoneScript("example.org", [
  { name: "example.org", type: "NS", data: "a.example" },
  { name: "example.org", type: "NS", data: "b.example" },
  { name: "a.example", type: "A", data: "127.0.0.3" },
  { name: "b.example", type: "A", data: "127.0.0.4" },
]);

async function test(scripts: Readonly<Record<string, Script>>) {
  dns = await scriptedDns(scripts);
  const resolver = createResolver([{ address: "127.0.0.2", port: dns.port }], dns.port);
  const offers = () => ({ "dns-record": { hosting: { zone: "example.org", provider: "manual" } } }) as const;
  scene = await errandScene({}, offers, resolver);
  const offer = scene.reference("dns-record", "hosting");
  return dnsTest(scene.errand("dns-test", { offer, zone: "example.org" }), scene.context);
}

describe("a test of a DNS zone", () => {
  it("asks each name server itself", async () => {
    const { ok, checks } = await test({ "127.0.0.2": delegated, "127.0.0.3": knows, "127.0.0.4": knows });
    expect(ok).toBe(true);
    expect(checks).toMatchObject([
      { code: "zone-delegated", outcome: "ok", params: { servers: "a.example, b.example" } },
      { code: "zone-answers", outcome: "ok" },
      { code: "zone-records", outcome: "missing" },
    ]);
  });

  it("names the name servers that do not know the zone", async () => {
    const refuses: Script = () => [{ rcode: 5 }];
    const { ok, checks } = await test({ "127.0.0.2": delegated, "127.0.0.3": knows, "127.0.0.4": refuses });
    expect(ok).toBe(false);
    expect(checks[1]).toMatchObject({ code: "zone-answers", outcome: "wrong", params: { servers: "b.example" } });
  });

  it("tells a zone that is not there from a DNS that does not answer", async () => {
    const nowhere = await test({ "127.0.0.2": zoneScript("org", []) });
    expect(nowhere.checks[0]).toMatchObject({ code: "zone-delegated", outcome: "missing" });
    await scene?.close();
    await dns?.close();
    const refuses: Script = () => [{ rcode: 2 }];
    expect((await test({ "127.0.0.2": refuses })).checks[0]).toMatchObject({
      code: "zone-delegated",
      outcome: "unknown",
    });
  });
});
