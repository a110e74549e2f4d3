import { afterEach, describe, expect, test } from "vitest";
import { exchange } from "./exchange.ts";
import { scriptedDns, type Reply, type ScriptedDns, type Script } from "./testing/scripted-dns.ts";

let dns: ScriptedDns | undefined;
afterEach(async () => {
  await dns?.close();
  dns = undefined;
});

const address = "127.0.0.2";
const question = { name: "social.choir.org", type: "A" } as const;
const right = { name: question.name, type: "A", ttl: 60, data: "192.0.2.10" } as const;

async function ask(script: Script) {
  dns = await scriptedDns({ [address]: script });
  const { signal } = new AbortController();
  return exchange({ address, port: dns.port }, question, { recursion: false, signal, patienceMilliseconds: 250 });
}

const found = { kind: "answer", authoritative: true, exists: true, answers: [{ type: "A", value: "192.0.2.10" }] };

describe("a question to a name server", () => {
  test("is answered", async () => {
    expect(await ask(() => [{ answers: [right] }])).toMatchObject(found);
  });

  test("is put again by TCP where the answer was cut", async () => {
    const answer = await ask((_, transport) => (transport === "udp" ? [{ truncated: true }] : [{ answers: [right] }]));
    expect(answer).toMatchObject(found);
    expect(dns?.asked.map((line) => line.split(" ")[1])).toEqual(["udp", "tcp"]);
  });

  test("is put twice to one who says nothing, and not for ever", async () => {
    expect(await ask(() => [])).toEqual({ kind: "silent" });
    expect(dns?.asked).toHaveLength(2);
  });

  test.each(["255.255.255.255", "fe80::1", "2001:db8::1", "::ffff:255.255.255.255"])(
    "is silence where a zone names a server that nothing can be sent to: %s",
    async (unreachable) => {
      const { signal } = new AbortController();
      const asking = { recursion: false, signal, patienceMilliseconds: 100 };
      expect(await exchange({ address: unreachable, port: 53 }, question, asking)).toEqual({ kind: "silent" });
    },
  );

  test("is answered by the right id alone, whoever guesses beside it", async () => {
    expect(await ask(() => [{ idOffset: 1 }, { idOffset: 2 }, { answers: [right] }])).toMatchObject(found);
  });

  test("where only wrong ids come, somebody guesses", async () => {
    expect(await ask(() => [{ idOffset: 1, answers: [right] }])).toEqual({ kind: "hostile", why: "wrong-id" });
    expect(await ask(() => Array.from({ length: 50 }, (_, offset) => ({ idOffset: offset + 1 })))).toMatchObject({
      kind: "hostile",
    });
  });

  test.each<[string, Reply]>([
    ["other-question", { question: { name: "other.choir.org", type: "A" }, answers: [right] }],
    ["other-question", { question: { name: question.name, type: "TXT" } }],
    ["too-large", { bytes: Buffer.alloc(5000) }],
  ])("gets no honest answer by %s", async (why, reply) => {
    expect(await ask(() => [reply])).toEqual({ kind: "hostile", why });
  });

  test("gets no honest answer of hundreds of records", async () => {
    const answers = Array.from({ length: 300 }, (_, index) => ({ ...right, data: `192.0.2.${index % 250}` }));
    const answer = await ask((_, transport) => [transport === "udp" ? { truncated: true } : { answers }]);
    expect(answer).toEqual({ kind: "hostile", why: "too-large" });
  });

  test("that is cut by TCP too has no answer", async () => {
    expect(await ask(() => [{ truncated: true }])).toEqual({ kind: "hostile", why: "malformed" });
  });

  test.each([
    [2, "SERVFAIL"],
    [5, "REFUSED"],
  ])("that is refused says by which code: %i", async (rcode, code) => {
    expect(await ask(() => [{ rcode }])).toEqual({ kind: "refused", code });
  });

  test("to a closed port is silence at once", async () => {
    const signal = new AbortController().signal;
    const asking = { recursion: false, signal, patienceMilliseconds: 60_000 };
    expect(await exchange({ address, port: 1 }, question, asking)).toEqual({ kind: "silent" });
  });

  test("ends when nobody wants to know any more", async () => {
    dns = await scriptedDns({ [address]: () => [] });
    const stop = new AbortController();
    const asking = { recursion: false, signal: stop.signal, patienceMilliseconds: 60_000 };
    const answer = exchange({ address, port: dns.port }, question, asking);
    stop.abort();
    expect(await answer).toEqual({ kind: "silent" });
  });
});
