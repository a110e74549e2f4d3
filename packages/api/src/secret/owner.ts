import { system, type SecretOwner, type Store, type UserActor } from "@allotment/store";
import { z } from "zod";
import { ApiError } from "../errors/api-error.ts";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";

/** What a secret belongs to. */
export const secretOwner = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("deployment"), deploymentId: id }),
  z.object({ kind: z.literal("environment"), environmentId: id }),
]);

/** Refuses owners that the person may not give secrets to, before anything is sealed. */
export async function checkOwner(store: Store, actor: UserActor, owner: SecretOwner): Promise<void> {
  if (owner.kind === "deployment") {
    found(await store.deployments.get(actor, { deploymentId: owner.deploymentId }));
    return;
  }
  if (actor.role !== "provider") throw new ApiError("forbidden");
  found(await store.environments.get(system, { environmentId: owner.environmentId }));
}
