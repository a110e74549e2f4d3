import { describe, expect, test } from "vitest";
import { fieldDiagnostics, inWords, partsOf } from "./field-addresses.ts";

const missing = {
  severity: "error" as const,
  code: "required",
  address: "applications.social.options.oidc.issuer",
  params: {},
  summary: "applications.social.options.oidc.issuer is missing.",
  detail: "Give it a value.",
};

describe("addresses of diagnostics", () => {
  test("keys with dots stand in brackets and stay whole", () => {
    expect(partsOf('applications.social.options["a.b"].c')).toEqual(["applications", "social", "options", "a.b", "c"]);
  });

  test("a finding lands at the field of its own instance, with the field's title in the sentence", () => {
    const titleOf = () => "Sign-in";
    expect(fieldDiagnostics([missing], "social", titleOf)).toEqual([
      { pointer: "/oidc/issuer", message: "Sign-in is missing. Give it a value.", severity: "error" },
    ]);
    expect(fieldDiagnostics([missing], "videos", titleOf)).toEqual([]);
  });

  test("without a title the address is said, never nothing", () => {
    expect(inWords(missing, () => undefined)).toContain(missing.address);
  });
});
