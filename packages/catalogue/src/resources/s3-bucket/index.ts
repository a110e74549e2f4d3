import { secretPath, type S3BucketOffer, type S3BucketRequest, type S3BucketResult } from "@allotment/model";
import { hostOfUrl, portOfUrl } from "../url.ts";
import { defineResource, frozenName, sharedName } from "../resource.ts";

/** A bucket for media, with a key pair of its own that opens nothing else. */
export const s3Bucket = defineResource<S3BucketRequest, S3BucketOffer, S3BucketResult>({
  type: "s3-bucket",
  withoutOffer: null,
  holdsState: true,
  nameOf: ({ bucket }) => bucket,
  summary: "A bucket for media at an S3-compatible object store.",
  refusal: (request, offer, use) => {
    if (offer.bucketsMax !== undefined && use.users >= offer.bucketsMax) return "full";
    return use.diskGiB + request.quotaGiB > offer.quotaGiB ? "no-space" : null;
  },
  bind: ({ deployment, slug, role, request, offer, previous }) => {
    if (!offer) throw new Error("a bucket needs an offer");
    const bucket =
      frozenName(previous, "bucket") ??
      sharedName({ deployment, slug, role }, { separator: "-", lengthMax: 63, prefix: offer.bucketPrefix ?? "" });
    const result: S3BucketResult = {
      endpoint: hostOfUrl(offer.endpoint),
      port: portOfUrl(offer.endpoint),
      tls: offer.endpoint.startsWith("https:"),
      bucket,
      region: offer.region ?? "us-east-1",
      accessKeyIDFile: secretPath(slug, `${role}-access-key-id`),
      secretAccessKeyFile: secretPath(slug, `${role}-secret-access-key`),
      pathStyle: offer.pathStyle,
      acl: offer.acl ?? false,
      mediaHost: request.mediaHost ?? null,
      ...(offer.readEndpoint === undefined ? {} : { readEndpoint: offer.readEndpoint.replace("{bucket}", bucket) }),
    };
    const pair = `${slug}/${role}-keypair`;
    return {
      result,
      secrets: {
        accessKeyId: { generated: pair, output: "public" },
        secretAccessKey: { generated: pair, output: "private" },
      },
      generators: { [`${role}-keypair`]: { kind: "s3-keypair", purpose: "bucket-keys", rotation: "never" } },
    };
  },
});
