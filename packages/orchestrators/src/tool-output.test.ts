import { describe, expect, it } from "vitest";
import { scrubbed } from "./tool-output.ts";

describe("what a tool said", () => {
  it.each([
    "postgres://app:hunter2@db/app",
    "PASSWORD=hunter2",
    'smtp_password: "hunter2"',
    "x-api-key: hunter2",
    "Authorization: Bearer hunter2hunter2",
    "-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2\n-----END OPENSSH PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\nhunter2",
  ])("is told without the secret in %j", (text) => {
    expect(scrubbed(`before ${text} after`)).not.toContain("hunter2");
    expect(scrubbed(`before ${text} after`)).toContain("before");
  });

  it("keeps the end of a long text, and what is no secret", () => {
    const long = `${"line\n".repeat(3000)}error: builder for '/nix/store/x-hello.drv' failed with exit code 1`;
    expect(scrubbed(long)).toMatch(/^… [\s\S]*failed with exit code 1$/);
    expect(scrubbed(long).length).toBeLessThan(4100);
    expect(scrubbed("\u001B[31mThe option `services.x.tokens' does not exist\u001B[0m")).toBe(
      "The option `services.x.tokens' does not exist",
    );
  });
});
