import { randomBytes } from "node:crypto";
import type { BackupRepositoryOffer, Environment, S3BucketOffer } from "@allotment/model";
import type { ErrandCheck, OfferReference } from "@allotment/store";
import { check, checked } from "./checks.ts";
import type { Handler } from "./handler.ts";
import { openOffer } from "./open-offer.ts";
import { ask, objectUrl, storeClient, type StoreAnswer, type StoreRequest } from "./s3-client.ts";

/** Makes, reads and deletes one object, and reads it where everybody reads. Leaves nothing behind. */
export const storageTest: Handler<"storage-test"> = async ({ environmentId, input }, context) => {
  const { signal } = context;
  const { offer, secret } = await openOffer(context, environmentId, input.offer, storesOf(input.offer.type));
  const [accessKeyId, secretAccessKey] = [await secret(offer.accessKeyId), await secret(offer.secretAccessKey)];
  if (accessKeyId === null || secretAccessKey === null) return checked([check("offer-secret", "wrong")]);
  const pathStyle = "pathStyle" in offer ? offer.pathStyle : true;
  const { endpoint, region = "us-east-1" } = offer;
  const request = storeClient({ endpoint, region, pathStyle, accessKeyId, secretAccessKey }, signal);
  const bucket = input.bucket ?? `${offer.bucketPrefix ?? ""}allotment-test-${randomBytes(6).toString("hex")}`;
  const made =
    input.bucket === null ? await step(request, "storage-bucket", "PUT", { bucket, ...inRegion(region) }) : null;
  if (made !== null && made.outcome !== "ok") return checked([made]);
  const rest = await objectChecks(request, { offer, bucket, ownBucket: made !== null, pathStyle }, signal);
  const gone = made === null ? [] : [await step(request, "storage-bucket-deleted", "DELETE", { bucket })];
  return checked([...(made === null ? [] : [made]), ...rest, ...gone]);
};

type StoreOffer = S3BucketOffer | BackupRepositoryOffer;

function storesOf(type: OfferReference["type"]) {
  return (offers: Environment["offers"]): Readonly<Record<string, StoreOffer>> | undefined =>
    type === "backup-repository" ? offers["backup-repository"] : offers["s3-bucket"];
}

interface Subject {
  readonly offer: StoreOffer;
  readonly bucket: string;
  /** Whether the bucket was made for the test. */
  readonly ownBucket: boolean;
  readonly pathStyle: boolean;
}

async function objectChecks(request: StoreRequest, subject: Subject, signal: AbortSignal): Promise<ErrandCheck[]> {
  const { offer, bucket } = subject;
  const key = `allotment-test-${randomBytes(8).toString("hex")}.txt`;
  const body = randomBytes(24).toString("hex");
  const acl = "acl" in offer && offer.acl === true;
  const headers = { "content-type": "text/plain", ...(acl && { "x-amz-acl": "public-read" }) };
  const written = await step(request, "storage-write", "PUT", { bucket, key, body, headers });
  if (written.outcome !== "ok") return [written];
  const read = await step(request, "storage-read", "GET", { bucket, key }, body);
  const everybody = await publicCheck(subject, { key, body }, signal);
  const deleted = await step(request, "storage-delete", "DELETE", { bucket, key });
  return [written, read, ...everybody, deleted];
}

/** Reads where everybody reads media: without keys. Backups are for nobody to read. */
async function publicCheck(
  { offer, bucket, ownBucket, pathStyle }: Subject,
  { key, body }: Readonly<{ key: string; body: string }>,
  signal: AbortSignal,
): Promise<ErrandCheck[]> {
  if (!("pathStyle" in offer)) return [];
  const { readEndpoint, endpoint } = offer;
  const url =
    readEndpoint === undefined
      ? objectUrl({ endpoint, pathStyle }, bucket, key)
      : `${readEndpoint.replace("{bucket}", bucket)}/${key}`;
  const answer = await ask(url, signal).catch((error: unknown) => failure(error, signal));
  const right = typeof answer !== "string" && answer.status === 200 && answer.body === body;
  // A bucket that was made just now may not be open yet: how it is opened differs from store to store.
  const outcome = right ? "ok" : ownBucket ? "unknown" : "wrong";
  return [check("storage-public", outcome, { url, said: typeof answer === "string" ? answer : saidBy(answer) })];
}

async function step(
  request: StoreRequest,
  code: string,
  method: Parameters<StoreRequest>[0],
  place: Parameters<StoreRequest>[1],
  expected?: string,
): Promise<ErrandCheck> {
  const params = { bucket: place.bucket };
  try {
    const answer = await request(method, place);
    const right = answer.status >= 200 && answer.status < 300 && (expected === undefined || answer.body === expected);
    return check(code, right ? "ok" : "wrong", { ...params, said: right ? "" : saidBy(answer) });
  } catch (error) {
    return check(code, "wrong", { ...params, said: failure(error) });
  }
}

/** Why there was no answer, in the words of the system. @throws when the errand itself was stopped */
function failure(error: unknown, signal?: AbortSignal): string {
  signal?.throwIfAborted();
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}

/** The number, and the code that object stores put into their XML. */
function saidBy({ status, body }: StoreAnswer): string {
  return `${status} ${/<Code>([A-Za-z0-9]{1,60})<\/Code>/.exec(body)?.[1] ?? ""}`.trim();
}

/** The first region of the protocol takes no location, all others want theirs. */
function inRegion(region: string): { body?: string } {
  if (region === "us-east-1") return {};
  const safe = region.replaceAll(/[^A-Za-z0-9._-]/g, "");
  const space = "http://s3.amazonaws.com/doc/2006-03-01/";
  return {
    body: `<CreateBucketConfiguration xmlns="${space}"><LocationConstraint>${safe}</LocationConstraint></CreateBucketConfiguration>`,
  };
}
