/** Sites on the loopback interface, one of them with a certificate for another name. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Description } from "@allotment/model";
import { requestUrl } from "@allotment/orchestrators";
import { afterEach, describe, expect, test } from "vitest";
import { visit, type Visiting } from "./visit.ts";

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

const description = {
  machines: { amber: { ipv4: "127.0.0.1", ipv6: null }, birch: { ipv4: null, ipv6: "::1" } },
  instances: {
    talk: {
      bindings: {
        database: { type: "postgresql", machine: "birch", result: { host: "talk.example" } },
        site: { type: "http-ingress", machine: "amber", result: { host: "talk.example" } },
        media: { type: "http-ingress", machine: "birch", result: { host: "media.example" } },
      },
    },
  },
} as unknown as Description;

const plain = (answer: RequestListener) => listen(createServer(answer));
const to = (addresses: readonly string[]): Visiting["resolver"] => ({ resolveAddress: async () => addresses });
const nobody: Visiting["resolver"] = { resolveAddress: () => Promise.reject(new Error("ENOTFOUND")) };
const open = new AbortController().signal;
const place = (publicNames: boolean, signal = open) => ({ description, environment: { publicNames }, signal });

describe("a visitor", () => {
  test("goes where the DNS leads, and asks for the site by its name", async () => {
    const port = await plain(({ headers }, response) => void response.end(headers.host));
    const answer = await visit(
      { resolver: to(["127.0.0.1"]), requestUrl },
      place(true),
      `http://talk.example:${port}/`,
    );
    expect(answer).toMatchObject({ status: 200, body: `talk.example:${port}` });
  });

  test("finds nothing where the DNS knows no address, though the machine would answer", async () => {
    for (const resolver of [nobody, to([])]) {
      expect(await visit({ resolver, requestUrl }, place(true), "http://talk.example/")).toEqual({
        problem: "ENOTFOUND",
      });
    }
  });

  test("is led nowhere inside the provider's network by whoever owns the domain, but to machines of the deployment", async () => {
    const asked: string[] = [];
    const note: Visiting["requestUrl"] = async ({ address }) => {
      asked.push(address);
      return { problem: "none" };
    };
    const go = (addresses: readonly string[]) =>
      visit({ resolver: to(addresses), requestUrl: note }, place(true), "https://talk.example/");
    for (const address of ["169.254.169.254", "10.0.0.1", "127.0.0.2", "::ffff:169.254.169.254", "64:ff9b::7f00:1"]) {
      expect(await go([address])).toEqual({ problem: `private address ${address}` });
    }
    await go(["10.0.0.1", "0:0:0:0:0:0:0:1"]);
    await go(["9.9.9.9"]);
    expect(asked).toEqual(["0:0:0:0:0:0:0:1", "9.9.9.9"]);
  });

  test("of a closed network goes to the machine of the host, for no DNS knows it", async () => {
    const asked: string[] = [];
    const note: Visiting["requestUrl"] = async ({ address }) => {
      asked.push(address);
      return { problem: "none" };
    };
    const go = (url: string) => visit({ resolver: nobody, requestUrl: note }, place(false), url);
    await go("https://talk.example/");
    await go("https://media.example/");
    expect(asked).toEqual(["127.0.0.1", "::1"]);
    expect(await go("https://elsewhere.example/")).toEqual({ problem: "ENOTFOUND" });
  });

  test("is not led around: a redirect in a circle is answered once", async () => {
    let times = 0;
    const port = await plain((request, response) => {
      times += 1;
      response.writeHead(302, { Location: request.url ?? "/" }).end();
    });
    const url = `http://talk.example:${port}/`;
    expect(await visit({ resolver: to(["127.0.0.1"]), requestUrl }, place(true), url)).toMatchObject({ status: 302 });
    expect(times).toBe(1);
  });

  test("goes away when the worker stops, while the DNS or the site are slow", async () => {
    const port = await plain(() => undefined);
    const stop = new AbortController();
    const going = visit(
      { resolver: to(["127.0.0.1"]), requestUrl },
      place(true, stop.signal),
      `http://t.example:${port}/`,
    );
    stop.abort(new Error("the worker stops"));
    await expect(going).rejects.toThrow("the worker stops");
    await expect(
      visit({ resolver: nobody, requestUrl }, place(true, stop.signal), "http://t.example/"),
    ).rejects.toThrow("the worker stops");
  });

  test("is told of a certificate for another name, of nobody known", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "allotment-visit-"));
    try {
      const [key, cert] = [path.join(folder, "key"), path.join(folder, "cert")];
      const made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-subj", "/CN=other.example", "-days", "5"];
      execFileSync("openssl", ["req", "-x509", "-nodes", ...made, "-keyout", key, "-out", cert], { stdio: "ignore" });
      const options = { key: readFileSync(key), cert: readFileSync(cert) };
      const port = await listen(createSecureServer(options, (_, response) => void response.end("fine")));
      const url = `https://talk.example:${port}/`;
      const answer = await visit({ resolver: to(["127.0.0.1"]), requestUrl }, place(true), url);
      expect(answer).toMatchObject({ status: 200, distrust: expect.any(String) });
      const ends = "certificateEndsAt" in answer ? Date.parse(answer.certificateEndsAt ?? "") : 0;
      expect((ends - Date.now()) / 86_400_000).toBeGreaterThan(4);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
