import type { OperatorRecord } from "@allotment/store";
import { signedIn } from "../trpc.ts";

/** Operators that the person may see, by name: all for providers. */
export const list = signedIn.query(({ ctx: { store, actor } }): Promise<readonly OperatorRecord[]> =>
  store.operators.list(actor, {}),
);
