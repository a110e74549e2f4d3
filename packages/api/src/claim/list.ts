import { mayManageMembers } from "@allotment/store";
import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { claimView, type ClaimView } from "./view.ts";

/** First administrators of what is live. */
export interface ClaimsView {
  /** Whether the person may make links: owners and providers. */
  readonly mayRenew: boolean;
  /** In practice nothing is installed, so there is nothing to claim. */
  readonly practice: boolean;
  readonly claims: readonly ClaimView[];
}

/** Who can become the first administrator of what. Links themselves are told once, when they are made. */
export const list = signedIn
  .input(z.object({ deploymentId: id }))
  .query(async ({ ctx: { store, actor }, input }): Promise<ClaimsView> => {
    const { operatorId, environmentId } = found(await store.deployments.get(actor, input));
    const environment = await store.environments.get(actor, { environmentId });
    const now = new Date().toISOString();
    return {
      mayRenew: mayManageMembers(actor, operatorId),
      practice: environment?.practice ?? false,
      claims: (await store.claims.list(actor, input)).map((one) => claimView(one, now)),
    };
  });
