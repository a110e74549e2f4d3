import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { createLog } from "./log.ts";

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let written = "";
  const destination = new Writable({
    write: (chunk: Buffer, _, done) => {
      written += chunk.toString();
      done();
    },
  });
  write(createLog("info", destination));
  return written;
}

function broken(): Error {
  const cause = Object.assign(new Error("cannot open hunter4\n    at hunter5 (/hunter6:1:1)"), { code: "ENOSPC" });
  return new Error('Unexpected token in JSON: {"value":"hunter7"}', { cause });
}

describe("the worker's log", () => {
  it("says of an error what and where it is, and not what it quotes", () => {
    const written = logged((log) => log.error({ run: "run-1", err: broken() }, "a step ended unexpectedly"));
    expect(written).not.toMatch(/hunter/);
    const { err } = JSON.parse(written);
    expect(err).toMatchObject({ type: "Error", cause: { type: "Error", code: "ENOSPC" } });
    expect(err.stack[0]).toContain("broken");
    expect(err.stack[0]).toContain("log.test.ts");
  });

  it.each([
    ["an age identity", "AGE-SECRET-KEY-1HUNTER2HUNTER2HUNTER2"],
    ["an access key", "AKIAHUNTER2HUNTER222"],
    ["a header", "Authorization: Bearer hunter2.hunter2"],
    ["an address", "https://carla:hunter2@s3.example.org/x"],
    ["a private key", "-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2\n-----END OPENSSH PRIVATE KEY-----"],
  ])("takes out %s, in whatever field it stands", (_, text) => {
    const written = logged((log) => log.info({ output: text, more: { list: [`said: ${text}`] } }, "a message"));
    expect(written).not.toMatch(/hunter2/i);
    expect(JSON.parse(written)).toMatchObject({ output: expect.stringContaining("[secret]") });
  });

  it("writes fields, and no field that is called like a secret", () => {
    let written = "";
    const destination = new Writable({
      write: (chunk: Buffer, _, done) => {
        written += chunk.toString();
        done();
      },
    });
    createLog("info", destination).info(
      { run: "run-1", password: "hunter2", inner: { token: "hunter3" } },
      "a message",
    );
    expect(JSON.parse(written)).toMatchObject({ name: "worker", run: "run-1", msg: "a message" });
    expect(written).not.toMatch(/hunter[23]/);
  });
});
