import type { OperatorRecord } from "@allotment/store";
import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { title } from "../inputs.ts";
import { provider } from "../trpc.ts";

/** A new operator (organisation), without members yet. */
export const create = provider
  .input(z.object({ name: title }))
  .mutation(async ({ ctx: { store, actor }, input }): Promise<OperatorRecord> =>
    valueOf(await store.operators.create(actor, input)),
  );
