import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { provider } from "../trpc.ts";
import { environmentCard, type EnvironmentCard } from "./list.ts";

/** Closes or opens an environment. What runs there goes on running. */
export const setDisabled = provider
  .input(z.object({ environmentId: id, disabled: z.boolean() }))
  .mutation(async ({ ctx: { store, actor }, input }): Promise<EnvironmentCard> =>
    environmentCard(valueOf(await store.environments.setDisabled(actor, input))),
  );
