import { describe, expect, it } from "vitest";
import { scrubbed } from "./tool-output.ts";

describe("what a tool said", () => {
  it.each([
    "postgres://app:hunter2@db/app",
    "PASSWORD=hunter2",
    'smtp_password: "hunter2"',
    "x-api-key: hunter2",
    "PASS=hunter2",
    "smtp_pass hunter2",
    "mount --password hunter2",
    'secret_key_base: "correct hunter2"',
    "token='correct hunter2'",
    String.raw`{"password":"correct \"horse\" hunter2"}`,
    String.raw`"{\"token\":\"correct hunter2\"}"`,
    "pass\u200Bword=hunter2",
    "pa\u001B[1mssword=hunter2",
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

  it("has no beginning of a key that is too long to be seen whole", () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${"hunter2hunter2\n".repeat(2000)}-----END PRIVATE KEY-----`;
    expect(scrubbed(key)).not.toContain("hunter2");
    expect(scrubbed(`password=${"hunter2".repeat(4000)}`)).not.toContain("hunter2");
  });

  it("moves, hides and turns around nothing where it is shown, and keeps its lines", () => {
    const hostile = "one\u001B]0;title\u0007 \u001B[2J\u009B31mtwo\b\b\b\u202Eeerht\u2066\r\nfour\r\tfive\u001B";
    expect(scrubbed(hostile)).toBe("one twoeerht\nfour\n\tfive");
  });

  it("is read in time that grows with its length alone", { timeout: 20_000 }, () => {
    for (const piece of [
      "a-",
      "password ",
      "token\n",
      "://a",
      "://a:",
      "Bearer ",
      '\\"',
      "\u001B]",
      "\u001B[",
      "=",
      "-----BEGIN ",
    ]) {
      expect(scrubbed(piece.repeat(1_000_000)).length).toBeLessThan(4100);
    }
  });
});
