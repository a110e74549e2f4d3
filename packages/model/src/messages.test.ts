import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import english from "../messages/en.json" with { type: "json" };
import { sayDiagnostic, sentence, type Messages } from "./index.ts";

function leaves(messages: Messages, path: readonly string[] = []): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "string" ? [[[...path, key].join("."), value] as [string, string]] : leaves(value, [...path, key]),
  );
}

describe("English sentences", () => {
  test("all are well-formed messages", () => {
    const broken = leaves(english).filter(([, message]) => {
      try {
        return !new IntlMessageFormat(message, "en", undefined, { ignoreTag: true });
      } catch {
        return true;
      }
    });
    expect(broken).toEqual([]);
  });

  test("a value that looks like a message is only text", () => {
    const { summary } = sayDiagnostic({
      severity: "error",
      code: "domain-taken",
      address: "x",
      params: { host: "{evil} '<b>" },
    });
    expect(summary).toContain("{evil} '<b>");
  });

  test("a missing sentence shows its key instead of failing", () => {
    expect(sentence("nowhere.to.be.found")).toBe("nowhere.to.be.found");
    expect(sentence("diagnostics.constructor.summary")).toBe("diagnostics.constructor.summary");
  });
});
