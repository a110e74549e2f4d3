import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, it } from "vitest";
import { requestUrl } from "./request-url.ts";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function ask(listener: RequestListener, signal = new AbortController().signal) {
  server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("there should be a port");
  return requestUrl({ url: `http://hello.example:${address.port}/`, address: "127.0.0.1", timeoutSeconds: 1, signal });
}

/** Throws away everything that nothing holds. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}

function collectOften(): void {
  for (const milliseconds of [50, 200, 400]) setTimeout(collectGarbage, milliseconds);
}

describe("a machine that is asked for a URL", () => {
  it("is given up when it says nothing", async () => {
    expect(await ask(() => collectOften())).toEqual({ problem: "ETIMEDOUT" });
  });

  it("is given up when it never comes to an end", async () => {
    const answer = await ask((_, response) => {
      response.writeHead(200).write("a");
      collectOften();
    });
    expect(answer).toEqual({ problem: "ETIMEDOUT" });
  });

  it("is given up when it answers in another protocol than it was asked in", async () => {
    const answer = await ask((_, response) => {
      response.socket?.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n");
    });
    expect(answer).toEqual({ problem: "no answer" });
  });

  it("is not waited for by a worker that stops", async () => {
    const worker = new AbortController();
    const asked = ask(() => worker.abort(new Error("gone")), worker.signal);
    await expect(asked).rejects.toThrow("gone");
  });

  it("has its answer read up to a limit", async () => {
    const answer = await ask((_, response) => void response.end("x".repeat(1_000_000)));
    expect(answer).toMatchObject({ status: 200, body: "x".repeat(65_536), distrust: null });
  });
});
