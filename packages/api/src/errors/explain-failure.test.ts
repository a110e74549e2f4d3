import { StoreUnavailable } from "@allotment/store";
import { describe, expect, test } from "vitest";
import { ApiError } from "./api-error.ts";
import { explainFailure } from "./explain-failure.ts";

describe("what people read about a failure", () => {
  test("a refusal keeps its own sentences", () => {
    expect(explainFailure(new ApiError("not-found")).code).toBe("not-found");
  });

  test("trouble with the database is named, however it was thrown", () => {
    const full = Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
    for (const error of [new StoreUnavailable("disk-full"), full, new Error("wrapped", { cause: full })]) {
      expect(explainFailure(error)).toMatchObject({ code: "store-unavailable" });
      expect(explainFailure(error).summary).toContain("The disk is full.");
    }
  });

  test("anything else says nothing of what it was", () => {
    const problem = explainFailure(new Error("password=hunter2"));
    expect(problem.code).toBe("unexpected");
    expect(JSON.stringify(problem)).not.toContain("hunter2");
  });
});
