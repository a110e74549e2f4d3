import { createPrivateKey, createPublicKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { generate } from "./generate.ts";

describe("generators", () => {
  it("make text of the length that was asked for", () => {
    expect(generate({ kind: "hex", bytes: 64 }).value).toMatch(/^[0-9a-f]{128}$/);
    expect(Buffer.from(generate({ kind: "base64", bytes: 32 }).value ?? "", "base64")).toHaveLength(32);
    expect(generate({ kind: "password", length: 40 }).value).toMatch(/^[A-Za-z0-9]{40}$/);
    expect(generate({ kind: "s3-keypair" })).toEqual({
      public: expect.stringMatching(/^GK[0-9a-f]{24}$/),
      private: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it("never make the same twice", () => {
    const made = Array.from({ length: 200 }, () => generate({ kind: "password", length: 12 }).value);
    expect(new Set(made).size).toBe(200);
  });

  it("make a VAPID pair whose halves belong together", () => {
    const { public: point = "", private: d = "" } = generate({ kind: "vapid" });
    const bytes = Buffer.from(point, "base64url");
    expect([bytes.length, bytes[0]]).toEqual([65, 4]);
    const [x, y] = [bytes.subarray(1, 33).toString("base64url"), bytes.subarray(33).toString("base64url")];
    const key = createPrivateKey({ key: { kty: "EC", crv: "P-256", x, y, d }, format: "jwk" });
    expect(createPublicKey(key).export({ format: "jwk" })).toMatchObject({ x, y });
    expect(Buffer.from(d, "base64url")).toHaveLength(32);
  });
});
