import { createHash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import { withinTime } from "../time-limit.ts";

/** What an object store answered. */
export interface StoreAnswer {
  readonly status: number;
  /** The beginning of the body. */
  readonly body: string;
}

/** How a store is reached. */
export interface StoreAccess {
  readonly endpoint: string;
  readonly region: string;
  /** Whether buckets are addressed by path and not by host name. */
  readonly pathStyle: boolean;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** One signed request to a store. */
export type StoreRequest = (
  method: "GET" | "PUT" | "DELETE",
  place: Readonly<{ bucket: string; key?: string; body?: string; headers?: Readonly<Record<string, string>> }>,
) => Promise<StoreAnswer>;

/** Requests to an object store, signed by Signature Version 4. No redirect is followed: the signature is for this host. */
export function storeClient(access: StoreAccess, signal: AbortSignal): StoreRequest {
  const { accessKeyId, secretAccessKey, region } = access;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: 0 });
  return async (method, { bucket, key = "", body, headers }) => {
    const request = await client.sign(objectUrl(access, bucket, key), {
      method,
      headers: {
        ...headers,
        "X-Amz-Content-Sha256": createHash("sha256")
          .update(body ?? "")
          .digest("hex"),
      },
      ...(body !== undefined && { body }),
    });
    return ask(request, signal);
  };
}

/** The address of an object, or of a bucket when the key is empty. */
export function objectUrl(
  { endpoint, pathStyle }: Pick<StoreAccess, "endpoint" | "pathStyle">,
  bucket: string,
  key: string,
): string {
  const url = new URL(endpoint);
  const base = url.pathname.replace(/\/+$/, "");
  if (!pathStyle) url.hostname = `${bucket}.${url.hostname}`;
  url.pathname = `${base}/${pathStyle ? `${bucket}/` : ""}${key}`.replace(/\/$/, "") || "/";
  return url.href;
}

/** Fetches without following redirects, at most for some seconds, and reads the beginning of the answer. */
export async function ask(request: Request | string, signal: AbortSignal): Promise<StoreAnswer> {
  return withinTime(signal, patienceMilliseconds, async (limited) => {
    const response = await fetch(request, { redirect: "manual", signal: limited });
    return { status: response.status, body: await beginning(response) };
  });
}

const patienceMilliseconds = 15_000;

/** Answers of a store to what we ask are short; whatever is longer is somebody else's idea. */
const bodyBytesMax = 64 * 1024;

async function beginning({ body }: Response): Promise<string> {
  if (body === null) return "";
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  for (let length = 0; length < bodyBytesMax;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
  }
  await reader.cancel();
  return Buffer.concat(chunks).subarray(0, bodyBytesMax).toString("utf8");
}
