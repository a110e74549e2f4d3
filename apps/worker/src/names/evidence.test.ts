import type { Answer as PacketAnswer } from "dns-packet";
import { afterEach, describe, expect, test } from "vitest";
import { createAsker } from "./asker.ts";
import { gather } from "./evidence.ts";
import { createResolver } from "./resolver.ts";
import { scriptedDns, zoneScript, type Script, type ScriptedDns } from "./testing/scripted-dns.ts";

let dns: ScriptedDns | undefined;
afterEach(async () => {
  await dns?.close();
  dns = undefined;
});

const resolver = "127.0.0.2";
const [one, two] = ["127.0.0.3", "127.0.0.4"];

function ns(zone: string, ...names: string[]): PacketAnswer[] {
  return names.map((data) => ({ name: zone, type: "NS", ttl: 60, data }));
}

function a(name: string, data: string, ttl = 60): PacketAnswer {
  return { name, type: "A", ttl, data };
}

/** What the resolver knows of the zone: its name servers and where they are. */
const delegated = [...ns("choir.org", "ns1.host.net", "ns2.host.net"), a("ns1.host.net", one), a("ns2.host.net", two)];

async function look(name: string, scripts: Readonly<Record<string, Script>>, type: "A" | "TXT" = "A") {
  dns = await scriptedDns(scripts);
  const { port } = dns;
  const signal = new AbortController().signal;
  const asked = createResolver([{ address: resolver, port }], port);
  return gather(createAsker({ resolver: asked, signal, patienceMilliseconds: 200 }), { name, type });
}

const zone = (...records: PacketAnswer[]) => zoneScript("choir.org", records);
const silent: Script = () => [];

describe("evidence about a name", () => {
  test("comes from every one of its zone's servers, and from the resolver", async () => {
    const {
      zone: found,
      authorities,
      resolver: said,
    } = await look("choir.org", {
      [resolver]: zone(...delegated, a("choir.org", "192.0.2.1", 42)),
      [one]: zone(a("choir.org", "192.0.2.2")),
      [two]: zone(),
    });
    expect(found).toBe("choir.org");
    expect(authorities).toMatchObject([
      { server: "ns1.host.net", kind: "values", values: ["192.0.2.2"] },
      { server: "ns2.host.net", kind: "values", values: [] },
    ]);
    expect(said).toMatchObject({ kind: "values", values: ["192.0.2.1"], ttlSeconds: 42 });
  });

  test("walks up to the zone that the name is in", async () => {
    const { zone: found } = await look("a.b.social.choir.org", {
      [resolver]: zone(...delegated),
      [one]: zone(),
      [two]: zone(),
    });
    expect(found).toBe("choir.org");
  });

  test("says who is silent and who does not know the zone", async () => {
    const { authorities } = await look("choir.org", {
      [resolver]: zone(...delegated),
      [one]: silent,
      [two]: () => [{ authoritative: false, answers: [a("choir.org", "192.0.2.66")] }],
    });
    expect(authorities).toMatchObject([
      { server: "ns1.host.net", kind: "silent" },
      { server: "ns2.host.net", kind: "lame", values: [] },
    ]);
  });

  test("tells a zone that nobody knows from a resolver that says nothing", async () => {
    expect(await look("choir.org", { [resolver]: zone() })).toMatchObject({ delegation: "none" });
    await dns?.close();
    expect(await look("choir.org", { [resolver]: silent })).toMatchObject({ delegation: "unknown" });
  });

  test("follows what a parent says of a zone that it gave away, when the resolver does not get there", async () => {
    const glue = a("ns1.choir.org", two);
    const evidence = await look("choir.org", {
      [resolver]: ({ name, type }) =>
        name.endsWith("choir.org")
          ? [{ rcode: 2 }]
          : zone(...ns("org", "a.org"), a("a.org", one))({ name, type }, "udp"),
      [one]: () => [{ authoritative: false, authorities: ns("choir.org", "ns1.choir.org"), additionals: [glue] }],
      [two]: zone(a("choir.org", "192.0.2.2")),
    });
    expect(evidence).toMatchObject({ zone: "choir.org", resolver: { kind: "refused" } });
    expect(evidence.authorities).toMatchObject([{ server: "ns1.choir.org", values: ["192.0.2.2"] }]);
  });

  test("follows an alias into another zone, to that zone's own servers", async () => {
    const alias: PacketAnswer = { name: "social.choir.org", type: "CNAME", ttl: 60, data: "web.host.org" };
    const lie = a("web.host.org", "192.0.2.66");
    const { authorities } = await look("social.choir.org", {
      [resolver]: zone(
        ...ns("choir.org", "ns1.host.net"),
        a("ns1.host.net", one),
        ...ns("host.org", "ns2.host.net"),
        a("ns2.host.net", two),
      ),
      [one]: () => [{ answers: [alias, lie] }],
      [two]: zone(a("web.host.org", "192.0.2.2")),
    });
    expect(authorities).toMatchObject([{ server: "ns2.host.net", values: ["192.0.2.2"] }]);
  });

  test("is hostile where aliases lead in a ring", async () => {
    const alias = (name: string, data: string): PacketAnswer => ({ name, type: "CNAME", ttl: 60, data });
    const ring = zone(alias("a.choir.org", "b.choir.org"), alias("b.choir.org", "a.choir.org"));
    const { authorities } = await look("a.choir.org", { [resolver]: zone(...delegated), [one]: ring, [two]: ring });
    expect(authorities.map(({ kind }) => kind)).toContain("hostile");
    expect(dns?.asked.length).toBeLessThan(60);
  });

  test("ends where aliases go on for ever", async () => {
    const endless: Script = ({ name }) => [
      { answers: [{ name, type: "CNAME", ttl: 60, data: `${(Number(name.split(".")[0]) || 0) + 1}.choir.org` }] },
    ];
    const { authorities } = await look("0.choir.org", {
      [resolver]: zone(...delegated),
      [one]: endless,
      [two]: endless,
    });
    expect(authorities.map(({ kind }) => kind)).toContain("hostile");
    expect(dns?.asked.length).toBeLessThan(200);
  });

  test("asks again without signatures where the resolver refuses", async () => {
    const { resolver: said, unchecked } = await look("choir.org", {
      [resolver]: ({ name, type }) =>
        type === "A" && name === "choir.org" ? [{ rcode: 2 }] : zone(...delegated)({ name, type }, "udp"),
      [one]: zone(a("choir.org", "192.0.2.2")),
      [two]: zone(a("choir.org", "192.0.2.2")),
    });
    expect(said.kind).toBe("refused");
    expect(unchecked?.kind).toBe("refused");
  });

  test("puts a text together from its parts", async () => {
    const text: PacketAnswer = { name: "choir.org", type: "TXT", ttl: 60, data: ["v=DKIM1; p=AA", "BB"] };
    const { authorities } = await look(
      "choir.org",
      { [resolver]: zone(...delegated), [one]: zone(text), [two]: zone(text) },
      "TXT",
    );
    expect(authorities[0]?.values).toEqual(["v=DKIM1; p=AABB"]);
  });
});
