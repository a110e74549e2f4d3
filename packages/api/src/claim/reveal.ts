import { isRecipient } from "@allotment/secrets/seal";
import { system } from "@allotment/store";
import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { token } from "../inputs.ts";
import { anybody } from "../trpc.ts";

const input = z.object({
  token,
  /** Public half of the key that the browser made for this one view. */
  recipient: z.string().max(100).startsWith("age1").refine(isRecipient),
});

/** Asks the worker for the password, sealed to the browser's key. The answer is at `claim.result`. */
export const reveal = anybody.input(input).mutation(async ({ ctx: { store }, input: wanted }) => {
  const errand = valueOf(await store.claims.reveal(system, wanted));
  return { errandId: errand.id };
});
