import type { DnsRecordResult } from "@allotment/model";
import type { DomainRecord } from "@allotment/store";
import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

/** Host names of a deployment with the records they need. */
export interface DomainsView {
  readonly domains: readonly DomainRecord[];
  /** Of the newest plan; empty before the first plan. */
  readonly records: readonly DnsRecordResult[];
}

/** Host names that a deployment holds, and the records to make for them. */
export const list = signedIn
  .input(z.object({ deploymentId: id }))
  .query(async ({ ctx, input }): Promise<DomainsView> => {
    const { store, actor, plans } = ctx;
    const deployment = found(await store.deployments.get(actor, input));
    const [newest] = await store.plans.list(actor, { ...input, limit: 1 });
    const description = await plans.reader.description(newest?.id ?? deployment.deployedPlanId);
    return { domains: await store.domains.list(actor, input), records: description?.dns ?? [] };
  });
