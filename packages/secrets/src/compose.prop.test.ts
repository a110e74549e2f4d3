import { execFileSync } from "node:child_process";
import type { SecretFile } from "@allotment/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeFile } from "./compose.ts";
import type { SecretValues } from "./values.ts";

function fileOf(format: SecretFile["format"], names: readonly string[]): SecretFile {
  const parts = Object.fromEntries(names.map((name) => [name, { given: name, of: "deployment" as const }]));
  const place = { machines: ["m1"], path: "/run/agenix/a_b", owner: "a", group: "a", mode: "0400", restartUnits: [] };
  return { ...place, format, parts };
}

function valuesOf(values: Readonly<Record<string, string>>): SecretValues {
  return { valueOf: (source) => ("given" in source ? (values[source.given] ?? null) : null) };
}

const safe = fc.string({ maxLength: 60 }).filter((text) => !/['\\$`]/.test(text) && /^[ -~]*$/.test(text));

describe("secret files", () => {
  it("are the value itself when raw, whatever is in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        const made = composeFile(fileOf("raw", ["value"]), "secrets.a/b", valuesOf({ value }));
        expect(made).toEqual({ ok: true, content: value });
      }),
    );
  });

  it("mean to a shell exactly what was put in", () => {
    fc.assert(
      fc.property(fc.array(safe, { minLength: 1, maxLength: 5 }), (texts) => {
        const names = texts.map((_, index) => `NAME_${index}`);
        const values = Object.fromEntries(names.map((name, index) => [name, texts[index] ?? ""]));
        const made = composeFile(fileOf("env", names), "secrets.a/b", valuesOf(values));
        if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
        const print = names.map((name) => `printf '%s\\0' "$${name}"`).join("\n");
        const read = execFileSync("/bin/sh", ["-s"], { input: `${made.content}${print}`, encoding: "utf8" });
        expect(read.split("\0").slice(0, -1)).toEqual(texts);
      }),
      { numRuns: 40 },
    );
  });

  it("are refused, without showing the value, where readers would differ", () => {
    fc.assert(
      fc.property(safe, fc.constantFrom("'", "\\", "$", "`", "\n", "\0", "é"), safe, (before, hostile, after) => {
        const value = before + hostile + after;
        const made = composeFile(fileOf("env", ["KEY"]), "secrets.a/b", valuesOf({ KEY: value }));
        const address = "secrets.a/b.parts.KEY";
        const diagnostics = [{ severity: "error", code: "secret-not-writable", address, params: {} }];
        expect(made).toEqual({ ok: false, diagnostics });
      }),
    );
  });

  it("say which part is missing", () => {
    const made = composeFile(fileOf("env", ["A", "B"]), "secrets.a/b", valuesOf({ A: "x" }));
    expect(made).toMatchObject({ diagnostics: [{ code: "secret-missing", address: "secrets.a/b.parts.B" }] });
  });
});
