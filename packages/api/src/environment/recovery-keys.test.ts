import { expect, test } from "vitest";
import { sampleRecipient } from "../testing/index.ts";
import { unusableRecoveryKeys } from "./recovery-keys.ts";

test("a recovery key with a letter mistyped is named, one that is whole is taken", () => {
  const mistyped = sampleRecipient.replace("age1x", "age1z");
  expect(unusableRecoveryKeys({ recoveryKeys: [sampleRecipient] })).toEqual([]);
  expect(unusableRecoveryKeys({})).toEqual([]);
  expect(unusableRecoveryKeys({ recoveryKeys: [sampleRecipient, mistyped] })).toMatchObject([
    { severity: "error", code: "recovery-key-unusable", address: "recoveryKeys.1" },
  ]);
});
