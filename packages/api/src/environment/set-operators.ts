import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { provider } from "../trpc.ts";

/** Which operators may use it; an empty list opens it to all. */
export const setOperators = provider
  .input(z.object({ environmentId: id, operatorIds: z.array(id).max(10_000) }))
  .mutation(async ({ ctx: { store, actor }, input }): Promise<readonly string[]> =>
    valueOf(await store.environments.setOperators(actor, input)),
  );
