import { normaliseHost } from "@allotment/catalogue";
import type { DomainAvailability } from "@allotment/store";
import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

/** What can be said about a host name before anything is saved. */
export interface DomainCheck {
  /** In its one normal form (lower case, punycode); null when the text is no host name. */
  readonly host: string | null;
  /** Null when the text is no host name. `taken` never says by whom. */
  readonly availability: DomainAvailability | null;
}

const input = z.object({
  /** The deployment it is for; missing for one that does not exist yet. */
  deploymentId: id.optional(),
  host: z.string().max(1000),
});

/** Whether a host name can be had. */
export const check = signedIn
  .input(input)
  .query(async ({ ctx: { store, actor }, input: { deploymentId, host: text } }): Promise<DomainCheck> => {
    if (deploymentId !== undefined) found(await store.deployments.get(actor, { deploymentId }));
    const host = normaliseHost(text) ?? null;
    if (host === null) return { host, availability: null };
    const answers = await store.domains.check(actor, { deploymentId: deploymentId ?? null, hosts: [host] });
    return { host, availability: answers[host] ?? null };
  });
