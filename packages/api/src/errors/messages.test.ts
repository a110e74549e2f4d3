import { hasSentence } from "@allotment/model";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { problemFor } from "./api-error.ts";
import { errorCodes, type ErrorCode } from "./codes.ts";
import { conflictError } from "./from-conflict.ts";

describe("what people read about refusals", () => {
  test.each(Object.keys(errorCodes))("%s says what happened, what is unharmed and what to do", (code) => {
    const problem = problemFor(code as ErrorCode, {
      params: {
        seconds: 5,
        who: "Carla",
        when: "",
        why: "The disk is full.",
        names: "a",
        count: 1,
        field: "slug",
        state: "failed",
        what: "secrets",
        limit: 5,
        desired: "suspended",
        expected: "choir",
      },
    });
    for (const text of [problem.summary, problem.unharmed, problem.next]) expect(text).toMatch(/^[^{}]{5,}[.]$/);
    expect(problem.summary).not.toContain(`errors.${code}`);
  });

  test("every other sentence that the API names by key exists", () => {
    const folder = path.join(import.meta.dirname, "..");
    const source = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.includes(".test."))
      .map((file) => readFileSync(path.join(folder, file), "utf8"))
      .join("\n");
    const codes = [...source.matchAll(/errorAt\((?:[^()]|\([^()]*\))*?,\s*"([a-z-]+)"/g)].map(
      (match) => match[1] ?? "",
    );
    expect(codes.length).toBeGreaterThan(5);
    expect(codes.filter((code) => !hasSentence(`diagnostics.${code}.summary`))).toEqual([]);
    const disabled = readFileSync(path.join(folder, "deployment/actions.ts"), "utf8").matchAll(/[?:] "([a-z-]+)"/g);
    expect([...disabled].filter(([, key]) => !hasSentence(`disabled.${key}`))).toEqual([]);
  });

  test("a stale plan says each thing that changed", () => {
    const { problem } = conflictError({
      code: "plan-stale",
      reasons: [
        { what: "deployed", planned: null, present: "a" },
        { what: "staged", planned: "b", present: "c" },
        { what: "environment", planned: "d", present: "e" },
      ],
    });
    expect(problem.details).toMatchObject({
      kind: "stale",
      reasons: [
        expect.stringMatching(/installed/),
        expect.stringMatching(/saved/),
        expect.stringMatching(/environment/),
      ],
    });
  });

  test("somebody who saved a draft without being a person is called somebody", () => {
    const current = {
      document: { schemaVersion: 1, applications: {}, backups: {} },
      etag: "1",
      updatedBy: null,
      updatedByName: null,
      updatedAt: "",
    };
    const { problem } = conflictError({ code: "draft-changed", current } as unknown as Parameters<
      typeof conflictError
    >[0]);
    expect(problem.summary).toMatch(/^Somebody saved/);
  });
});
