import { describe, expect, it } from "vitest";
import { generate, newPassword } from "./generate.ts";

const about = { purpose: "test", rotation: "safe" } as const;

describe("generators", () => {
  it("make text of the length that was asked for", () => {
    expect(generate({ kind: "base64", bytes: 32, ...about }).value).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(generate({ kind: "password", length: 40, ...about }).value).toMatch(/^[A-Za-z0-9]{40}$/);
    expect(generate({ kind: "s3-keypair", ...about })).toEqual({
      public: expect.stringMatching(/^GK[0-9a-f]{24}$/),
      private: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  // `rails secret` prints 128 hexadecimal digits; ActiveRecord's keys are 32 letters and digits.
  it("make what Rails wants", () => {
    expect(generate({ kind: "hex", bytes: 64, ...about }).value).toMatch(/^[0-9a-f]{128}$/);
    expect(generate({ kind: "password", length: 32, ...about }).value).toMatch(/^[A-Za-z0-9]{32}$/);
  });

  it("never make the same twice", () => {
    const made = Array.from({ length: 200 }, () => newPassword(12));
    expect(new Set(made).size).toBe(200);
  });
});
