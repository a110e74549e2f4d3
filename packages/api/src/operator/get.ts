import type { MemberRecord, OperatorRecord } from "@allotment/store";
import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

/** An operator with its members. */
export interface OperatorView {
  readonly operator: OperatorRecord;
  readonly members: readonly MemberRecord[];
  /** Whether this person may invite and remove members. */
  readonly mayManageMembers: boolean;
}

/** One operator. */
export const get = signedIn
  .input(z.object({ operatorId: id }))
  .query(async ({ ctx: { store, actor }, input }): Promise<OperatorView> => ({
    operator: found(await store.operators.get(actor, input)),
    members: await store.operators.members(actor, input),
    mayManageMembers: actor.role === "provider" || actor.ownedOperatorIds.includes(input.operatorId),
  }));
