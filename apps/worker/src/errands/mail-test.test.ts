import { once } from "node:events";
import { createServer, type AddressInfo, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createResolver, type Resolver } from "../names/resolver.ts";
import { scriptedDns, zoneScript, type ScriptedDns } from "../names/testing/scripted-dns.ts";
import { mailTest } from "./mail-test.ts";
import { errandScene, type ErrandScene } from "./testing/errand-scene.ts";

const password = "correct-horse-battery";
let server: Server | undefined;
let scene: ErrandScene | undefined;
let dns: ScriptedDns | undefined;
afterEach(async () => {
  await dns?.close();
  dns = undefined;
  server?.close();
  await scene?.close();
});

/** A mail server that answers each command by the first rule that fits, and keeps what it was told. */
async function relay(rules: readonly (readonly [RegExp, string])[]): Promise<{ port: number; told: string[] }> {
  const told: string[] = [];
  server = createServer((socket) => {
    let inMail = false;
    socket.on("error", () => undefined);
    socket.write("220 relay.test ESMTP\r\n");
    socket.on("data", (chunk) => {
      for (const line of chunk.toString().split("\r\n")) {
        if (line === "") continue;
        told.push(line);
        if (inMail && line !== ".") continue;
        const [, answer = "250 fine"] = rules.find(([pattern]) => pattern.test(line)) ?? [];
        inMail = line.startsWith("DATA") && answer.startsWith("354");
        socket.write(`${answer}\r\n`);
      }
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, told };
}

const polite = [
  [/^EHLO/, "250-relay.test\r\n250 AUTH PLAIN"],
  [/^AUTH/, "235 welcome"],
  [/^DATA/, "354 go on"],
  [/^\.$/, "250 queued as 42"],
] as const;

async function test(port: number, resolver?: Resolver) {
  scene = await errandScene(
    { password },
    (secret) => ({
      smtp: {
        relay: { host: "127.0.0.1", port, security: "none", username: "allotment", password: secret("password") },
      },
    }),
    resolver,
  );
  const offer = scene.reference("smtp", "relay");
  const input = { offer, to: "pat@example.org", senderDomain: "example.org", dkimSelector: "mail" };
  const result = await mailTest(scene.errand("mail-test", input), scene.context);
  expect(JSON.stringify(result)).not.toContain(password);
  expect(JSON.stringify(result)).not.toContain(Buffer.from(password).toString("base64"));
  return { result, outcomes: Object.fromEntries(result.checks.map(({ code, outcome }) => [code, outcome])) };
}

describe("a test of a mail relay", () => {
  it("sends one mail to whoever is to get it, and says what the relay answered", async () => {
    const { port, told } = await relay(polite);
    const { result, outcomes } = await test(port);
    expect(outcomes).toMatchObject({ "mail-connected": "ok", "mail-login": "ok", "mail-accepted": "ok" });
    expect(result.ok).toBe(true);
    expect(result.checks.find(({ code }) => code === "mail-accepted")?.params["said"]).toContain("queued as 42");
    expect(told).toContain("MAIL FROM:<allotment@example.org>");
    expect(told.filter((line) => line.startsWith("RCPT"))).toEqual(["RCPT TO:<pat@example.org>"]);
  });

  it("says that the password is wrong, and nothing that the relay says of it", async () => {
    const hostile = `535 no ${password} ${Buffer.from(`\0allotment\0${password}`).toString("base64")}`;
    const { port } = await relay([...polite.slice(0, 1), [/^AUTH/, hostile]]);
    const { result, outcomes } = await test(port);
    expect(result.ok).toBe(false);
    expect(outcomes).toMatchObject({ "mail-connected": "ok", "mail-login": "wrong" });
    expect(outcomes).not.toHaveProperty("mail-accepted");
    expect(JSON.stringify(result)).not.toContain("AGFsbG90bWVudA");
  });

  it("says when the relay refuses the mail", async () => {
    const { port } = await relay([...polite.slice(0, 2), [/^MAIL/, "550 not for you"]]);
    const { result, outcomes } = await test(port);
    expect(outcomes["mail-accepted"]).toBe("wrong");
    expect(result.checks.find(({ outcome }) => outcome === "wrong")?.params["said"]).toContain("550 not for you");
  });

  it("says when nothing listens there", async () => {
    const { port } = await relay(polite);
    server?.close();
    const { outcomes } = await test(port);
    expect(outcomes["mail-connected"]).toBe("wrong");
  });

  it("says of each record of the sender whether it is there, missing, or unknown", async () => {
    const { port } = await relay(polite);
    dns = await scriptedDns({
      "127.0.0.2": zoneScript("example.org", [
        { name: "example.org", type: "TXT", data: "google-site-verification=x" },
        { name: "example.org", type: "TXT", data: ["v=spf1 ", "mx -all"] },
        { name: "mail._domainkey.example.org", type: "TXT", data: "v=DKIM1; k=rsa; p=MIIB" },
      ]),
    });
    const resolver = createResolver([{ address: "127.0.0.2", port: dns.port }]);
    const { outcomes } = await test(port, resolver);
    expect(outcomes).toMatchObject({
      "mail-spf": "ok",
      "mail-dkim": "ok",
      "mail-dmarc": "missing",
      "mail-reverse": "missing",
    });
  });
});
