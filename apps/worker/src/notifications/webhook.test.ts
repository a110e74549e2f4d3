import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { Webhook } from "standardwebhooks";
import { deployPlan, planDeployment } from "@allotment/store/testing";
import type { TellingSurroundings } from "./surroundings.ts";
import { stuck, tellingScene, type TellingScene } from "./testing/telling-scene.ts";

const secret = `whsec_${Buffer.from("a secret of thirty-two bytes, ok").toString("base64")}`;

interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Answer = (response: ServerResponse, number: number) => void;

const servers: Server[] = [];
let scene: TellingScene | undefined;
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await scene?.close();
  scene = undefined;
});

async function receiver(answer: Answer): Promise<{ readonly url: string; readonly deliveries: Delivery[] }> {
  const deliveries: Delivery[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      deliveries.push({ headers: request.headers, body });
      answer(response, deliveries.length);
    });
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?of=choir`, deliveries };
}

const ok: Answer = (response) => void response.writeHead(204).end();

async function opened(answer: Answer, options: Partial<TellingSurroundings> = {}) {
  const { url, deliveries } = await receiver(answer);
  const made = await tellingScene(options);
  scene = made;
  const contact = await made.contact("webhook", url, { secret });
  await made.look([stuck]);
  await made.look([stuck]);
  await made.settle();
  const last = async () => (await made.messages(contact)).at(-1);
  return { made, contact, deliveries, last };
}

describe("a delivery to a program", () => {
  it("is signed as Standard Webhooks says, with what happened and when", async () => {
    const { deliveries, last } = await opened(ok);
    expect(deliveries).toHaveLength(1);
    const { headers, body } = deliveries[0] ?? { headers: {}, body: "" };
    const verified = new Webhook(secret).verify(body, headers as Record<string, string>);
    expect(verified).toMatchObject({
      type: "incident.opened",
      id: headers["webhook-id"],
      data: { deployment: { slug: "choir" }, incident: { code: stuck.code, subject: stuck.subject } },
    });
    expect(headers["user-agent"]).toContain("Allotment");
    expect(() => new Webhook(`whsec_${"A".repeat(44)}`).verify(body, headers as Record<string, string>)).toThrow(
      "No matching signature found",
    );
    expect(await last()).toMatchObject({ state: "sent" });
  });

  it("is tried again under the same id and with the same text until it is taken", async () => {
    const { made, deliveries, last } = await opened((response, number) => {
      response.writeHead(number === 1 ? 503 : 200).end();
    });
    expect(await last()).toMatchObject({ state: "sending", lastError: { code: "webhook-refused" } });
    made.clock.advance(6);
    await made.settle();
    expect(await last()).toMatchObject({ state: "sent" });
    const [first, second] = deliveries;
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect(second?.body).toBe(first?.body);
  });

  it("tells of runs that succeed and fail, with the state of the deployment", async () => {
    const { made, deliveries } = await opened(ok);
    const { store, choir, deployment } = made;
    const next = await planDeployment(store, choir.actor, { deploymentId: deployment.id, title: "Another" });
    await deployPlan(store, choir.actor, next.plan.id, "failed");
    await made.settle();
    expect(JSON.parse(deliveries.at(-1)?.body ?? "{}")).toMatchObject({
      type: "run.failed",
      data: { run: { kind: "deploy", state: "failed", practice: false } },
    });
  });

  it("can be sent again by hand, under the same id", async () => {
    const { made, deliveries, last } = await opened(ok);
    const again = await made.store.notifications.sendAgain(made.choir.actor, {
      notificationId: (await last())?.id ?? "",
    });
    expect(again.ok).toBe(true);
    await made.settle();
    expect(new Set(deliveries.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(deliveries).toHaveLength(2);
  });

  it("ends at days of failure, and the owner is told by mail", async () => {
    const { made, contact } = await opened((response) => void response.writeHead(500).end());
    const mail = await made.contact("mail", "cara@choir.example");
    for (let hours = 0; hours < 9 * 24; hours += 4) {
      made.clock.advance(4 * 3600);
      if (hours % 48 === 0) for (const findings of [[], [], [], [], [stuck], [stuck]]) await made.look(findings);
      await made.settle();
    }
    const present = await made.store.contacts.get(made.choir.actor, { contactId: contact.id });
    expect(present?.disabledAt).not.toBeNull();
    expect((await made.messages(mail)).map(({ type }) => type)).toContain("contact.disabled");
  });
});

describe("a hostile receiver", () => {
  it("is followed nowhere", async () => {
    const inner = await receiver(ok);
    const { last } = await opened((response) => {
      response.writeHead(307, { location: inner.url }).end();
    });
    expect(inner.deliveries).toEqual([]);
    expect(await last()).toMatchObject({
      state: "sending",
      lastError: { code: "webhook-redirect", params: { status: 307 } },
    });
  });

  it("that answers without end is read no further than it has to be", async () => {
    let written = 0;
    const { last } = await opened((response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && written < 200_000_000) {
          written += 65_536;
          if (!response.write(Buffer.alloc(65_536, 97))) return void response.once("drain", more);
        }
      };
      more();
    });
    expect(await last()).toMatchObject({ state: "sent" });
    expect(written).toBeLessThan(50_000_000);
  });

  it.each([
    ["says nothing", () => undefined],
    [
      "drips",
      (response: ServerResponse) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write("a"), 20);
        response.once("close", () => clearInterval(timer));
      },
    ],
  ])("that %s is left after a while", async (_, answer) => {
    const { last } = await opened(answer as Answer, { webhook: { milliseconds: 300 } });
    expect(await last()).toMatchObject({ state: "sending", lastError: { code: "webhook-slow" } });
  });

  it.each([
    ["metadata.example", "169.254.169.254"],
    ["inner.example", "10.0.0.7"],
    ["six.example", "::ffff:127.0.0.1"],
    ["loop.example", "::1"],
  ])(
    "at a name that leads to us (%s, %s) is sent nothing, also when it comes with a public address",
    async (host, address) => {
      const made = await tellingScene({
        privateWebhooks: false,
        resolver: { resolveAddress: async () => ["93.184.215.14", address] },
      });
      scene = made;
      const contact = await made.contact("webhook", `https://${host}/`, { secret });
      await made.look([stuck]);
      await made.look([stuck]);
      await made.settle();
      expect((await made.messages(contact)).at(-1)).toMatchObject({ lastError: { code: "webhook-address" } });
    },
  );

  it("without TLS is sent nothing", async () => {
    const { deliveries, last } = await opened(ok, { privateWebhooks: false });
    expect(deliveries).toEqual([]);
    expect(await last()).toMatchObject({ state: "failed", lastError: { code: "webhook-address" } });
  });
});
