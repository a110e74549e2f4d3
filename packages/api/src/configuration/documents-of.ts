import type { Configuration } from "@allotment/model";
import type { DeploymentRecord, Store, UserActor } from "@allotment/store";

/** The configurations a deployment points to. */
export interface Documents {
  readonly draft: Configuration;
  readonly staged: Configuration | null;
  readonly deployed: Configuration | null;
}

/** Reads the configurations a deployment points to. */
export async function documentsOf(store: Store, actor: UserActor, deployment: DeploymentRecord): Promise<Documents> {
  const read = async (revisionId: string | null) =>
    revisionId === null ? null : ((await store.revisions.get(actor, { revisionId }))?.document ?? null);
  return {
    draft: deployment.draft.document,
    staged: await read(deployment.stagedRevisionId),
    deployed: await read(deployment.deployedRevisionId),
  };
}
