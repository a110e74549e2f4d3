import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { errandView, type ErrandView } from "./view.ts";

/** An errand with its answer, once there is one. Asked again until then. */
export const get = signedIn
  .input(z.object({ errandId: id }))
  .query(async ({ ctx: { store, actor }, input }): Promise<ErrandView> =>
    errandView(found(await store.errands.get(actor, input))),
  );
