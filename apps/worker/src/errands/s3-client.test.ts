import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ask } from "./s3-client.ts";

let server: Server;
beforeEach(async () => {
  server = createServer((_, response) => {
    response.writeHead(200);
    response.write("begun");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => {
  vi.useRealTimers();
  server.closeAllConnections();
  server.close();
});

describe("a store that does not come to an end", () => {
  const asked = (signal: AbortSignal) => ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, signal);

  it("is waited for some seconds and no longer", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const answer = asked(new AbortController().signal).catch(String);
    await once(server, "request");
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await answer).toContain("it took too long");
  });

  it("is left when the errand ends", async () => {
    const errand = new AbortController();
    const answer = asked(errand.signal).catch(String);
    await once(server, "request");
    errand.abort(new Error("stopped"));
    expect(await answer).toContain("stopped");
  });
});
