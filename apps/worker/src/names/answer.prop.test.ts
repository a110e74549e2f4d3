import { encode } from "dns-packet";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readAnswer } from "./answer.ts";

const question = { name: "choir.org", type: "TXT" } as const;

test("no bytes whatever bring reading an answer to a fall", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      const read = readAnswer(Buffer.from([0, 7, ...bytes]), 7, question);
      expect(["answer", "refused", "truncated", "stray", "hostile"]).toContain(read.kind);
    }),
  );
});

test("an answer with any of its bytes changed is read or refused, never a fall", () => {
  const data = "v=spf1 a:mail.example ~all";
  const honest = encode({
    type: "response",
    id: 7,
    questions: [question],
    answers: [{ name: "choir.org", type: "TXT", ttl: 60, data }],
  });
  expect(readAnswer(honest, 7, question)).toMatchObject({ kind: "answer", answers: [{ value: data }] });
  fc.assert(
    fc.property(fc.nat(honest.length - 1), fc.nat(255), (at, value) => {
      const bytes = Buffer.from(honest);
      bytes[at] = value;
      const read = readAnswer(bytes, 7, question);
      if (read.kind === "answer") expect(read.answers.length).toBeLessThanOrEqual(100);
    }),
  );
});
