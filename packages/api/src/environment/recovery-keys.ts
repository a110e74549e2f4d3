import { addressOf, errorAt, type Diagnostic } from "@allotment/model";
import { isRecipient } from "@allotment/secrets/seal";
import { z } from "zod";

/** Recovery keys that are no keys, a letter mistyped for instance: nothing could be encrypted for them. */
export function unusableRecoveryKeys(environment: unknown): Diagnostic[] {
  const { recoveryKeys = [] } = z.object({ recoveryKeys: z.array(z.string()).optional() }).parse(environment);
  return recoveryKeys.flatMap((key, index) =>
    isRecipient(key) ? [] : [errorAt(addressOf("recoveryKeys", index), "recovery-key-unusable")],
  );
}
