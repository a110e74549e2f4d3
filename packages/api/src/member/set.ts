import type { MemberRecord } from "@allotment/store";
import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { provider } from "../trpc.ts";

const input = z.object({ operatorId: id, userId: id, role: z.enum(["owner", "editor"]) });

/** Makes somebody with an account a member, or changes the role. */
export const set = provider
  .input(input)
  .mutation(async ({ ctx: { store, actor }, input: wanted }): Promise<MemberRecord> =>
    valueOf(await store.operators.putMember(actor, wanted)),
  );
