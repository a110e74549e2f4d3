import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testApi, type TestApi } from "../testing/index.ts";
import { readBody } from "./read-body.ts";

// A body without a length, in parts, that tells how far it was read.
function streamed(parts: number, bytesEach: number, read: { parts: number }, headers: Record<string, string> = {}) {
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        if (read.parts === parts) return controller.close();
        read.parts += 1;
        controller.enqueue(new Uint8Array(bytesEach).fill(32));
      },
    },
    { highWaterMark: 0 },
  );
  const init = { method: "POST", headers, body, duplex: "half" };
  return new Request("http://127.0.0.1:3000/api/trpc/session.delete", init);
}

test("a body that says nothing about its length is read no further than it may be", async () => {
  const read = { parts: 0 };
  expect(await readBody(streamed(1000, 100, read), 1000)).toBeNull();
  expect(read.parts).toBe(11);
});

test("a body of the largest size is read whole", async () => {
  expect((await readBody(streamed(10, 100, { parts: 0 }), 1000))?.byteLength).toBe(1000);
});

test("a request without a body has an empty one", async () => {
  expect((await readBody(new Request("http://127.0.0.1:3000/"), 10))?.byteLength).toBe(0);
});

describe("the API", () => {
  let api: TestApi;
  beforeEach(async () => {
    api = await testApi();
  });
  afterEach(() => api.close());

  const headers = { origin: "http://127.0.0.1:3000", "content-type": "application/json" };

  test("refuses more than any document, however it is sent", async () => {
    const read = { parts: 0 };
    const answer = await api.api.handler(streamed(100, 1024 * 1024, read, headers));
    expect(answer.status).toBe(413);
    expect(read.parts).toBeLessThan(4);
    expect(await answer.json()).toMatchObject({ error: { data: { problem: { code: "input-too-large" } } } });
  });

  test("takes what comes in parts", async () => {
    expect((await api.api.handler(streamed(4, 0, { parts: 0 }, headers))).status).toBe(200);
  });
});
