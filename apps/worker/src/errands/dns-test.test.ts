import { afterEach, describe, expect, it } from "vitest";
import { dnsTest } from "./dns-test.ts";
import type { Resolve } from "../names/resolver.ts";
import { errandScene, silentDns, type ErrandScene } from "./testing/errand-scene.ts";

let scene: ErrandScene | undefined;
afterEach(() => scene?.close());

const missing = Object.assign(new Error("no such name"), { code: "ENOTFOUND" });

/** A DNS in which a zone is delegated to two servers, of which these answer for it. */
function delegated(answering: readonly string[]) {
  const addresses: Readonly<Record<string, string>> = { "a.example": "192.0.2.1", "b.example": "192.0.2.2" };
  return (servers?: readonly string[]): Resolve => ({
    ...silentDns,
    resolveNs: async () => Object.keys(addresses),
    resolve4: async (name) => [addresses[name] ?? ""],
    resolveSoa: async () => {
      if (answering.includes(servers?.[0] ?? "")) return { serial: 1 };
      throw missing;
    },
  });
}

async function test(resolver: Parameters<typeof errandScene>[2]) {
  scene = await errandScene(
    {},
    () => ({ "dns-record": { hosting: { zone: "example.org", provider: "manual" } } }),
    resolver,
  );
  const offer = scene.reference("dns-record", "hosting");
  return dnsTest(scene.errand("dns-test", { offer, zone: "example.org" }), scene.context);
}

describe("a test of a DNS zone", () => {
  it("asks each name server itself", async () => {
    const { ok, checks } = await test(delegated(["192.0.2.1", "192.0.2.2"]));
    expect(ok).toBe(true);
    expect(checks).toMatchObject([
      { code: "zone-delegated", outcome: "ok", params: { servers: "a.example, b.example" } },
      { code: "zone-answers", outcome: "ok" },
      { code: "zone-records", outcome: "missing" },
    ]);
  });

  it("names the name servers that do not know the zone", async () => {
    const { ok, checks } = await test(delegated(["192.0.2.1"]));
    expect(ok).toBe(false);
    expect(checks[1]).toMatchObject({ code: "zone-answers", outcome: "wrong", params: { servers: "b.example" } });
  });

  it("tells a zone that is not there from a DNS that does not answer", async () => {
    const nowhere = await test(() => ({ ...silentDns, resolveNs: () => Promise.reject(missing) }));
    expect(nowhere.checks[0]).toMatchObject({ code: "zone-delegated", outcome: "missing" });
    await scene?.close();
    expect((await test(() => silentDns)).checks[0]).toMatchObject({ code: "zone-delegated", outcome: "unknown" });
  });
});
