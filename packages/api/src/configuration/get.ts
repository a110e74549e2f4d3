import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { revisionView, type RevisionWithDocument } from "./view.ts";

/** One saved configuration. */
export const get = signedIn
  .input(z.object({ revisionId: id }))
  .query(async ({ ctx: { store, actor }, input }): Promise<RevisionWithDocument> => {
    const record = found(await store.revisions.get(actor, input));
    const deployment = found(await store.deployments.get(actor, { deploymentId: record.deploymentId }));
    return { ...revisionView(record, deployment), document: record.document, versions: record.versions };
  });
