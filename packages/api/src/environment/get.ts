import type { Capacity, Environment } from "@allotment/model";
import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id, slug } from "../inputs.ts";
import { provider } from "../trpc.ts";
import { environmentCard, type EnvironmentCard } from "./list.ts";
import { machineUses, type MachineUse } from "./machine-uses.ts";
import { writeYaml } from "./yaml.ts";

/** A revision of an environment, without its document. */
export interface EnvironmentRevisionView {
  readonly id: string;
  readonly number: number;
  readonly message: string;
  readonly createdAt: string;
  readonly createdByName: string | null;
}

/** An environment as its provider sees it. */
export interface EnvironmentView extends EnvironmentCard {
  readonly document: Environment;
  /** The same as YAML. */
  readonly yaml: string;
  /** To save, name the revision that was edited. */
  readonly revisionId: string;
  readonly revisionNumber: number;
  readonly machines: readonly MachineUse[];
  readonly totals: { readonly capacity: Capacity; readonly used: Capacity };
  /** Newest first. */
  readonly revisions: readonly EnvironmentRevisionView[];
  /** Operators that may use it; empty = all. */
  readonly operatorIds: readonly string[];
}

const input = z.union([z.object({ environmentId: id }), z.object({ slug })]);

/** One environment with capacity and use by machine. */
export const get = provider.input(input).query(async ({ ctx, input: which }): Promise<EnvironmentView> => {
  const { store, actor, plans } = ctx;
  const record = found(await store.environments.get(actor, which));
  const environmentId = record.id;
  const revision = found(await store.environments.currentRevision(actor, { environmentId }));
  const users = new Map((await store.users.list(actor, {})).map((user) => [user.id, user.name]));
  const uses = await machineUses(store, plans.reader, revision);
  return {
    ...environmentCard(record),
    document: revision.document,
    yaml: writeYaml(revision.document),
    revisionId: revision.id,
    revisionNumber: revision.number,
    machines: uses.machines,
    totals: uses.totals,
    revisions: (await store.environments.revisions(actor, { environmentId })).map((one) => ({
      id: one.id,
      number: one.number,
      message: one.message,
      createdAt: one.createdAt,
      createdByName: users.get(one.createdBy ?? "") ?? null,
    })),
    operatorIds: await store.environments.operators(actor, { environmentId }),
  };
});
