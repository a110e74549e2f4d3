import type { SecretRecord } from "@allotment/store";
import { z } from "zod";
import { signedIn } from "../trpc.ts";
import { checkOwner, secretOwner } from "./owner.ts";

/** Which secrets there are, by name. Values cannot be read. */
export const list = signedIn
  .input(z.object({ owner: secretOwner }))
  .query(async ({ ctx: { store, actor }, input: { owner } }): Promise<readonly SecretRecord[]> => {
    await checkOwner(store, actor, owner);
    return store.secrets.list(actor, { owner });
  });
