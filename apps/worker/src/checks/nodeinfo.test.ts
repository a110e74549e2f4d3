import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { CheckContext } from "@allotment/engine";
import { requestUrl } from "@allotment/orchestrators";
import type { NodeInfoSeen } from "@allotment/store";
import { afterEach, describe, expect, it } from "vitest";
import { createNodeInfoCheck } from "./nodeinfo.ts";

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const good = {
  version: "2.0",
  software: { name: "snac", version: "2.75" },
  openRegistrations: false,
  usage: { users: { total: 12, activeMonth: 7, activeHalfyear: 9 }, localPosts: 345, localComments: 6 },
};

/** Looks at an instance that answers as the listener does. */
async function look(listener: RequestListener, before: NodeInfoSeen | null = null) {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const description = {
    machines: { amber: { ipv4: "127.0.0.1", ipv6: null } },
    instances: { talk: { nodeInfo: `http://talk.choir.example:${port}/nodeinfo_2_0` } },
  };
  const check = createNodeInfoCheck({ resolver: { resolveAddress: async () => ["127.0.0.1"] }, requestUrl });
  const previous = before && { outcome: "healthy", findings: [], metrics: {}, facts: before };
  return check({
    check: { subject: "talk" },
    description,
    environment: {},
    previous,
    signal: AbortSignal.timeout(20_000),
  } as unknown as CheckContext<"nodeinfo">);
}

const say =
  (text: string): RequestListener =>
  (_, response) => {
    response.end(text);
  };

describe("what an instance says of itself", () => {
  it("becomes figures", async () => {
    const { outcome, metrics, facts } = await look(say(JSON.stringify(good)));
    expect(outcome).toBe("healthy");
    expect(metrics).toEqual({ users: 12, activeMonth: 7, activeHalfyear: 9, posts: 345, comments: 6 });
    expect(facts).toMatchObject({ software: "snac", version: "2.75", openRegistrations: false });
  });

  it("may leave out what it does not count", async () => {
    const { metrics, outcome } = await look(say(JSON.stringify({ ...good, usage: { users: { total: 3 } } })));
    expect([outcome, metrics]).toEqual(["healthy", { users: 3 }]);
  });

  it.each([
    ["a negative number", { users: { total: -1 }, localPosts: 4 }],
    ["a broken number", { users: { total: 1.5 }, localPosts: 4 }],
    ["text in the place of a number", { users: { total: "many" }, localPosts: 4 }],
    ["a number that is none", { users: { total: 1e300 }, localPosts: 4 }],
    ["a list in the place of people", { users: [1, 2, 3], localPosts: 4 }],
  ])("counts what is right beside %s", async (_, usage) => {
    expect((await look(say(JSON.stringify({ ...good, usage })))).metrics).toEqual({ posts: 4 });
  });

  it("does not become a figure that jumps beyond belief", async () => {
    const usage = { users: { total: 90_000_000, activeMonth: 8 } };
    const before = {
      software: "snac",
      version: "2.75",
      openRegistrations: null,
      figures: { users: 12, activeMonth: 7 },
    };
    expect((await look(say(JSON.stringify({ ...good, usage })), before)).metrics).toEqual({ activeMonth: 8 });
  });

  it("is cut, on one line and without control characters where it names its software", async () => {
    const software = { name: `sn\u001b[31mac\n${"x".repeat(5000)}`, version: "\u202e2.75" };
    const { facts } = await look(say(JSON.stringify({ ...good, software })));
    expect(facts?.software.length).toBeLessThanOrEqual(200);
    // eslint-disable-next-line no-control-regex -- that is what it is about
    expect(`${facts?.software}${facts?.version}`).not.toMatch(/[\u0000-\u001f\u202e]/);
  });

  it.each<[string, RequestListener, string]>([
    ["huge", (_, response) => void response.end(JSON.stringify({ ...good, more: "x".repeat(400_000) })), "too-large"],
    ["no JSON", say("<html>"), "malformed"],
    ["deeply nested", say("[".repeat(30_000)), "malformed"],
    ["of another shape", say(JSON.stringify(["snac"])), "malformed"],
    ["an error", (_, response) => void response.writeHead(502).end(), "502"],
    [
      "a redirect to somewhere else",
      (_, response) => void response.writeHead(302, { location: "http://169.254.169.254/latest" }).end(),
      "302",
    ],
    [
      "dripping for ever",
      (_, response) => {
        const drip = setInterval(() => response.write(" "), 100);
        response.on("close", () => clearInterval(drip));
      },
      "ETIMEDOUT",
    ],
  ])("is not read when it is %s, and what was seen before stands", { timeout: 30_000 }, async (_, listener, reason) => {
    const before = { software: "snac", version: "2.75", openRegistrations: null, figures: { users: 12 } };
    const { outcome, findings, metrics, facts } = await look(listener, before);
    expect(outcome).toBe("unknown");
    expect(findings).toMatchObject([{ code: "nodeinfo-unreadable", params: { reason }, severity: "warning" }]);
    expect([metrics, facts]).toEqual([{}, before]);
  });
});
