import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { id, slug } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

/** A link to copy. It is told this once. */
export interface NewClaimView {
  readonly url: string;
  readonly expiresAt: string;
  /** Whether somebody was just opening the link before; they are not shown the password. */
  readonly stopped: boolean;
}

/** Makes the link for a first administrator, and ends the one before. For owners. */
export const renew = signedIn
  .input(z.object({ deploymentId: id, instance: slug }))
  .mutation(async ({ ctx: { store, actor, settings }, input }): Promise<NewClaimView> => {
    const { claim, token, stopped } = valueOf(await store.claims.renew(actor, input));
    return { url: `${settings.publicUrl}/claim/${encodeURIComponent(token)}`, expiresAt: claim.expiresAt, stopped };
  });
