import type { EnvironmentRecord } from "@allotment/store";
import { z } from "zod";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

/** An environment as everybody who may use it sees it: nothing about machines. */
export type EnvironmentCard = Pick<EnvironmentRecord, "id" | "slug" | "name" | "description" | "practice"> & {
  readonly disabled: boolean;
};

/** Environments that are open to the person, or to one operator. Providers see all, disabled ones too. */
export const list = signedIn
  .input(z.object({ operatorId: id.optional() }).default({}))
  .query(async ({ ctx: { store, actor }, input: { operatorId } }): Promise<readonly EnvironmentCard[]> => {
    const records = await store.environments.list(actor, operatorId === undefined ? {} : { operatorId });
    return records.map(environmentCard);
  });

/** What everybody sees of an environment. */
export function environmentCard(record: EnvironmentRecord): EnvironmentCard {
  const { id, slug, name, description, practice, disabledAt } = record;
  return { id, slug, name, description, practice, disabled: disabledAt !== null };
}
