import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { readLines, type LineLimits } from "./lines.ts";

async function read(chunks: readonly (string | Buffer)[], limits: Partial<LineLimits> = {}) {
  const lines = readLines(Readable.from(chunks), { lineLength: 100, total: 1_000_000, ...limits });
  const found: string[] = [];
  for (;;) {
    const next = await lines.next();
    if (next.done) return { lines: found, tooMuch: next.value };
    found.push(next.value);
  }
}

it("reads lines however they are cut up, with the last one that has no end", async () => {
  const letter = Buffer.from("é");
  const chunks = [Buffer.from("a\nb"), Buffer.from("c\n\nd"), letter.subarray(0, 1), letter.subarray(1)];
  expect(await read(chunks)).toEqual({ lines: ["a", "bc", "", "dé"], tooMuch: false });
});

it("leaves out the rest of a line that is too long", async () => {
  const chunks = [...Array.from({ length: 1000 }, () => "x".repeat(99)), "\nnext\n"];
  expect(await read(chunks)).toEqual({ lines: ["x".repeat(100), "next"], tooMuch: false });
});

it("ends when there was too much of everything", async () => {
  function* forever() {
    for (;;) yield Buffer.from("line\n");
  }
  const lines = readLines(Readable.from(forever()), { lineLength: 100, total: 1000 });
  let count = 0;
  let next = await lines.next();
  for (; !next.done; next = await lines.next()) count += 1;
  expect(next.value).toBe(true);
  expect(count).toBeLessThan(300);
});
