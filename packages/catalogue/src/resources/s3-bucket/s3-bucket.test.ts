import { validateAgainst } from "@allotment/model";
import { describe, expect, test } from "vitest";
import { unusedOffer } from "../resource.ts";
import { s3Bucket } from "./index.ts";

const offer = {
  endpoint: "https://s3.example.net",
  pathStyle: true,
  quotaGiB: 100,
  accessKeyId: { $secret: "key" },
  secretAccessKey: { $secret: "key2" },
};

const resultWith = (more: Readonly<Record<string, unknown>>) =>
  s3Bucket.bind({
    deployment: "choir",
    slug: "social",
    role: "bucket",
    request: { bucket: "social-media", quotaGiB: 10, publicRead: true, locality: "any" },
    offer: { ...offer, ...more },
    use: unusedOffer,
    machine: { name: "m1", ipv4: null, ipv6: null },
    release: "26.05",
    publicNames: true,
    previous: { bucket: "choir-social-bucket" },
  }).result;

describe("where everybody reads", () => {
  test("is the API unless the store has another place for it", () => {
    expect(resultWith({})).not.toHaveProperty("readEndpoint");
  });

  test.each([
    ["https://{bucket}.web.example.net", "https://choir-social-bucket.web.example.net"],
    ["http://read.example.net:3902/{bucket}", "http://read.example.net:3902/choir-social-bucket"],
  ])("at %s is %s", (readEndpoint, url) => {
    expect(validateAgainst("resources/s3-bucket/offer.schema.json", { ...offer, readEndpoint })).toEqual([]);
    const result = resultWith({ readEndpoint });
    expect(result["readEndpoint"]).toBe(url);
    expect(validateAgainst("resources/s3-bucket/result.schema.json", result)).toEqual([]);
  });

  test.each([
    "https://web.example.net",
    "ftp://{bucket}.example.net",
    "https://{bucket}.example.net/{bucket}",
    'https://{bucket}.example.net";return 200',
  ])("is refused where it says nothing about the bucket, or more than a place: %s", (readEndpoint) => {
    expect(validateAgainst("resources/s3-bucket/offer.schema.json", { ...offer, readEndpoint })).not.toEqual([]);
  });
});
