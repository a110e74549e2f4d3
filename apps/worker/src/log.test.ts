import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { createLog } from "./log.ts";

describe("the worker's log", () => {
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
