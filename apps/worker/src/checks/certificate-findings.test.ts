import { sayFinding } from "@allotment/model";
import { expect, test } from "vitest";
import { certificateFindings } from "./certificate-findings.ts";

const now = 1_800_000_000;
const inDays = (days: number) => now + days * 86_400 + 60;
const found = (line: string) => certificateFindings("amber", `certificate=a.example ${line}\n`, now);

test("a certificate that was or will be renewed is nobody's trouble, and neither is one of the machine's own", () => {
  expect(found(`valid ${inDays(2)} ${now} - `)).toEqual([]);
  expect(found(`valid ${inDays(29)} ${now} dns no such name`)).toEqual([]);
  expect(found("own - - - ")).toEqual([]);
  expect(found("waiting - - - ")).toEqual([]);
  expect(certificateFindings("amber", "", now)).toEqual([]);
});

test.each([
  ["dns", 20, "operator", "warning"],
  ["unreachable", 20, "provider", "warning"],
  ["connection", 6, "operator", "problem"],
] as const)(
  "one that could not be renewed (%s) with %i days left is the %s's turn: a %s",
  (reason, left, turn, severity) => {
    const [finding] = found(`valid ${inDays(left)} ${now} ${reason} it said no`);
    expect(finding).toMatchObject({ code: "certificate-not-renewed", subject: "a.example", turn, severity });
    if (!finding) throw new Error("nothing was found");
    expect(sayFinding(finding).text).toContain(`ends in ${left} days`);
    expect(sayFinding(finding).text).toContain("“it said no”");
  },
);

test("one that has ended, or that nobody signs, is a problem at once", () => {
  const [finding] = found(`refused - ${now + 60} rejectedIdentifier forbidden by policy`);
  expect(finding).toMatchObject({ code: "certificate-missing", turn: "provider", severity: "problem" });
  if (!finding) throw new Error("nothing was found");
  expect(sayFinding(finding).text).toContain("“forbidden by policy”");
  expect(found(`valid ${now - 5} ${now + 60} caa no`)).toMatchObject([
    { code: "certificate-missing", turn: "operator" },
  ]);
});
