import { findApplication } from "@allotment/catalogue";
import type { Description } from "@allotment/model";
import type { ChecklistTick } from "@allotment/store";
import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

/** Something that a new community does. */
export interface ChecklistItem {
  readonly text: string;
  readonly doneAt: string | null;
  readonly doneByName: string | null;
}

/** What people do next with one application. */
export interface ChecklistView {
  readonly instance: string;
  readonly name: string;
  readonly items: readonly ChecklistItem[];
  /** How many of them are done. */
  readonly done: number;
}

/** What a new community does next with everything that is deployed; empty before anything is. */
export const get = signedIn
  .input(z.object({ deploymentId: id }))
  .query(async ({ ctx: { store, actor, plans }, input }): Promise<readonly ChecklistView[]> => {
    const { deployedPlanId } = found(await store.deployments.get(actor, input));
    if (deployedPlanId === null) return [];
    const description = await plans.reader.description(deployedPlanId);
    return description === null ? [] : checklistsOf(description, await store.checklists.list(actor, input));
  });

/** The checklists of what a description runs, with what of them is done. */
export function checklistsOf({ instances }: Description, ticks: readonly ChecklistTick[]): readonly ChecklistView[] {
  return Object.entries(instances).flatMap(([instance, { application, stopped }]) => {
    const manifest = findApplication(application)?.manifest;
    if (manifest === undefined || stopped !== undefined || manifest.checklist.length === 0) return [];
    const items = manifest.checklist.map((text) => {
      const tick = ticks.find((one) => one.instance === instance && one.item === text);
      return { text, doneAt: tick?.tickedAt ?? null, doneByName: tick?.tickedByName ?? null };
    });
    return [{ instance, name: manifest.name, items, done: items.filter(({ doneAt }) => doneAt !== null).length }];
  });
}
