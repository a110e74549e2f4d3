import { z } from "zod";
import { normaliseAnything } from "../draft/normalise.ts";
import { found } from "../errors/from-conflict.ts";
import { configuration, id, slug } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { withoutForeignIds } from "../view/without-foreign-ids.ts";
import { planPreview, type PlanPreview } from "../view/plan-view.ts";

const input = z.object({ operatorId: id, environmentId: id, slug, document: configuration });

/**
 * What a deployment that does not exist yet would need, while one types. Nothing is saved; it is a mutation
 * because a document does not fit into an address.
 */
export const check = signedIn
  .input(input)
  .mutation(
    async ({
      ctx: { store, actor, plans },
      input: { operatorId, environmentId, slug, document },
    }): Promise<PlanPreview> => {
      found(await store.operators.get(actor, { operatorId }));
      const open = await store.environments.list(actor, { operatorId });
      found(open.find((environment) => environment.id === environmentId));
      const result = await plans.plan(actor, { kind: "new", slug, environmentId }, normaliseAnything(document));
      const readable = await withoutForeignIds(store, actor, null, [result.description]);
      return readable.value(planPreview(result));
    },
  );
