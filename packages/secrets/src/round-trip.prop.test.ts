import { generateX25519Identity } from "age-encryption";
import fc from "fast-check";
import { expect, it } from "vitest";
import { keysOf } from "./identity.ts";
import { sealTo } from "./seal.ts";

it("whatever is sealed comes out the same", async () => {
  const keys = await keysOf(await generateX25519Identity());
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 4096 }), async (bytes) => {
      expect(await keys.open(await sealTo(keys.recipient, bytes))).toEqual(bytes);
    }),
    { numRuns: 50 },
  );
});
