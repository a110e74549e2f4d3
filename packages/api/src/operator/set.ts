import type { OperatorRecord } from "@allotment/store";
import { z } from "zod";
import { found, valueOf } from "../errors/from-conflict.ts";
import { id, title } from "../inputs.ts";
import { provider } from "../trpc.ts";

const input = z.object({ operatorId: id, name: title.optional(), disabled: z.boolean().optional() });

/** Renames, disables or enables an operator. What runs goes on running. */
export const set = provider
  .input(input)
  .mutation(async ({ ctx: { store, actor }, input: { operatorId, name, disabled } }): Promise<OperatorRecord> => {
    if (name !== undefined) valueOf(await store.operators.rename(actor, { operatorId, name }));
    if (disabled !== undefined) valueOf(await store.operators.setDisabled(actor, { operatorId, disabled }));
    return found(await store.operators.get(actor, { operatorId }));
  });
