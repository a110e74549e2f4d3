import type { MemberRecord } from "@allotment/store";
import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

/** Members of an operator. */
export const list = signedIn
  .input(z.object({ operatorId: id }))
  .query(async ({ ctx: { store, actor }, input }): Promise<readonly MemberRecord[]> => {
    found(await store.operators.get(actor, input));
    return store.operators.members(actor, input);
  });
