import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { S3BucketOffer } from "@allotment/model";
import { AwsClient } from "aws4fetch";
import { afterEach, describe, expect, it } from "vitest";
import { ErrandTrouble } from "./handler.ts";
import { storageTest } from "./storage-test.ts";
import { errandScene, type ErrandScene } from "./testing/errand-scene.ts";

const keys = { accessKeyId: "AKIAKNOWNVALUE000001", secretAccessKey: "known-value-of-the-secret-access-key" };
const servers: Server[] = [];
let scene: ErrandScene | undefined;
afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await scene?.close();
});

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void | Promise<void>;

async function serving(answer: Answer): Promise<string> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => void answer(request, response, body));
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An object store in memory that checks signatures: the one that was sent against one made from what arrived. */
function objectStore() {
  const objects = new Map<string, string>();
  const buckets = new Set<string>();
  const log: string[] = [];
  const answer: Answer = async (request, response, body) => {
    const { method = "", url = "", headers } = request;
    log.push(`${method} ${url}`);
    const say = (status: number, text = "") => response.writeHead(status).end(text);
    if (headers.authorization !== (await signature(request, body))) {
      return void say(403, "<Error><Code>SignatureDoesNotMatch</Code></Error>");
    }
    const [, bucket = "", key = ""] = url.split("/");
    if (key === "" && method === "PUT") return void (buckets.add(bucket) && say(200));
    if (!buckets.has(bucket)) return void say(404, "<Error><Code>NoSuchBucket</Code></Error>");
    if (key === "") return void (buckets.delete(bucket) && say(204));
    if (method === "PUT") return void (objects.set(url, body) && say(200));
    if (method === "DELETE") return void (objects.delete(url) && say(204));
    say(objects.has(url) ? 200 : 404, objects.get(url));
  };
  return { objects, buckets, log, answer };
}

async function signature({ method = "", url, headers }: IncomingMessage, body: string): Promise<string | null> {
  const client = new AwsClient({ ...keys, region: "garage", service: "s3" });
  const sent = (name: string) => ({ [name]: String(headers[name] ?? "") });
  const hash = createHash("sha256").update(body).digest("hex");
  const signed = await client.sign(`http://${headers.host}${url}`, {
    method,
    headers: {
      "X-Amz-Content-Sha256": hash,
      ...(headers["content-type"] === undefined ? {} : sent("content-type")),
      ...(headers["x-amz-acl"] === undefined ? {} : sent("x-amz-acl")),
    },
    aws: { datetime: String(headers["x-amz-date"]) },
    ...(body !== "" && { body }),
  });
  return signed.headers.get("authorization");
}

async function test(endpoint: string, change: Partial<S3BucketOffer> = {}, bucket: string | null = null, given = keys) {
  scene = await errandScene(given, (secret) => ({
    "s3-bucket": {
      media: {
        endpoint,
        region: "garage",
        pathStyle: true,
        quotaGiB: 10,
        accessKeyId: secret("accessKeyId"),
        secretAccessKey: secret("secretAccessKey"),
        ...change,
      },
    },
  }));
  const input = { offer: scene.reference("s3-bucket", "media"), bucket };
  const result = await storageTest(scene.errand("storage-test", input), scene.context);
  for (const value of Object.values(keys)) expect(JSON.stringify(result)).not.toContain(value);
  return { result, outcomes: Object.fromEntries(result.checks.map(({ code, outcome }) => [code, outcome])) };
}

describe("a test of an object store", () => {
  it("makes, reads and deletes one object in a bucket of its own, and leaves nothing", async () => {
    const store = objectStore();
    const { result, outcomes } = await test(await serving(store.answer), { bucketPrefix: "pre-" });
    expect(outcomes).toEqual({
      "storage-bucket": "ok",
      "storage-write": "ok",
      "storage-read": "ok",
      "storage-public": "unknown",
      "storage-delete": "ok",
      "storage-bucket-deleted": "ok",
    });
    expect(result.ok).toBe(true);
    expect([store.objects.size, store.buckets.size]).toEqual([0, 0]);
    expect(store.log[0]).toMatch(/^PUT \/pre-allotment-test-/);
  });

  it("reads where everybody reads, in a bucket that is open", async () => {
    const store = objectStore();
    store.buckets.add("open");
    const endpoint = await serving(store.answer);
    const open = await serving(({ url = "" }, response) => {
      response.end(store.objects.get(url) ?? "nothing");
    });
    const { outcomes } = await test(endpoint, { readEndpoint: `${open}/{bucket}` }, "open");
    expect(outcomes).toMatchObject({ "storage-write": "ok", "storage-public": "ok", "storage-delete": "ok" });
    const closed = await test(endpoint, { readEndpoint: `${endpoint}/{bucket}` }, "open");
    expect(closed.outcomes["storage-public"]).toBe("wrong");
    expect(store.buckets).toEqual(new Set(["open"]));
  });

  it("says by the store's own code why it does not work", async () => {
    const store = objectStore();
    const { result } = await test(await serving(store.answer), {}, null, { ...keys, secretAccessKey: "another" });
    expect(result).toMatchObject({
      ok: false,
      checks: [{ code: "storage-bucket", outcome: "wrong", params: { said: "403 SignatureDoesNotMatch" } }],
    });
  });

  it("follows nobody elsewhere", async () => {
    const visits: string[] = [];
    const elsewhere = await serving(({ url = "" }, response) => {
      visits.push(url);
      response.end("internal");
    });
    const endpoint = await serving((_, response) => {
      response.writeHead(307, { location: elsewhere }).end();
    });
    const { outcomes } = await test(endpoint);
    expect(outcomes["storage-bucket"]).toBe("wrong");
    expect(visits).toEqual([]);
  });

  it("reads no more of an answer than it needs", async () => {
    const endpoint = await serving((_, response) => {
      response.writeHead(200);
      const more = () => {
        while (response.write("x".repeat(65_536)));
        response.once("drain", more);
      };
      more();
      response.on("error", () => undefined);
    });
    const { outcomes } = await test(endpoint, {}, "endless");
    expect(outcomes["storage-read"]).toBe("wrong");
  });

  it("is about the offer as it was when somebody asked", async () => {
    scene = await errandScene();
    const offer = { type: "s3-bucket" as const, name: "media", digest: "0".repeat(64) };
    const errand = scene.errand("storage-test", { offer, bucket: null });
    await expect(storageTest(errand, scene.context)).rejects.toThrow(ErrandTrouble);
  });
});
