import type { BackupConfiguration, StateItem } from "@allotment/model";
import type { BackupRepositoryRecord, SnapshotRecord } from "@allotment/store";
import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { includedState } from "./included-state.ts";

/** Backups of a deployment: as the draft wants them, as they are, and what they hold. */
export interface BackupView {
  /** Of the draft; changing it is a change like any other. */
  readonly wanted: BackupConfiguration;
  /** Of the draft, to save with. */
  readonly etag: string;
  /** Where copies go; null before the first success. */
  readonly repository: BackupRepositoryRecord | null;
  /** Newest first; empty while none was taken. */
  readonly snapshots: readonly SnapshotRecord[];
  /** What users made, by instance, and whether each copy holds it; empty before the first success. */
  readonly included: readonly IncludedState[];
  readonly practice: boolean;
}

/** Something that users made. */
export interface IncludedState {
  readonly instance: string;
  readonly kind: StateItem["kind"];
  readonly role: string;
  /** In words: what it is and where. */
  readonly text: string;
  /** Whether it is part of each backup; media in a bucket is kept by the object store alone. */
  readonly copied: boolean;
}

/** The backups of a deployment. */
export const get = signedIn.input(z.object({ deploymentId: id })).query(async ({ ctx, input }): Promise<BackupView> => {
  const { store, actor, plans } = ctx;
  const deployment = found(await store.deployments.get(actor, input));
  const environment = await store.environments.get(actor, { environmentId: deployment.environmentId });
  return {
    wanted: deployment.draft.document.backups,
    etag: deployment.draft.etag,
    repository: await store.backups.repository(actor, input),
    snapshots: await store.backups.snapshots(actor, input),
    included: includedState(await plans.reader.description(deployment.deployedPlanId)),
    practice: environment?.practice ?? false,
  };
});
