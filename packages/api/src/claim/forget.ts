import { system } from "@allotment/store";
import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { id, token } from "../inputs.ts";
import { anybody } from "../trpc.ts";

/** Forgets what was sealed, once the browser has shown it. It is forgotten after ten minutes in any case. */
export const forget = anybody
  .input(z.object({ token, errandId: id }))
  .mutation(async ({ ctx: { store }, input }): Promise<null> => valueOf(await store.claims.forget(system, input)));
