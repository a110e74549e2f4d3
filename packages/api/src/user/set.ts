import type { UserRecord } from "@allotment/store";
import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { provider } from "../trpc.ts";

/** Disables or enables an account. Disabling ends its sessions at once; the last provider cannot be disabled. */
export const set = provider
  .input(z.object({ userId: id, disabled: z.boolean() }))
  .mutation(async ({ ctx: { store, actor }, input }): Promise<UserRecord> =>
    valueOf(await store.users.setDisabled(actor, input)),
  );
