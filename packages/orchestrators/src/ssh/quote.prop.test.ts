import { execa } from "execa";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shellCommand } from "./quote.ts";

describe("a remote command", () => {
  it("reaches the program with exactly its arguments, whatever they are", async () => {
    const nasty = fc.string({
      unit: fc.constantFrom("'", '"', "\\", "$", "`", " ", "\n", "a", "*", "~", "-", "&", "é"),
    });
    const argument = fc.oneof(nasty, fc.string({ unit: "grapheme" })).filter((text) => !text.includes("\0"));
    await fc.assert(
      fc.asyncProperty(fc.array(argument, { minLength: 1, maxLength: 4 }), async (argv) => {
        const line = shellCommand(["printf", "%s\\0", ...argv]);
        const { stdout } = await execa("/bin/sh", ["-c", line], { stripFinalNewline: false });
        expect(stdout).toBe(argv.map((each) => `${each}\0`).join(""));
      }),
      { numRuns: 60 },
    );
  });

  it("cannot carry a NUL", () => {
    expect(() => shellCommand(["echo", "a\0b"])).toThrow("NUL");
  });
});
