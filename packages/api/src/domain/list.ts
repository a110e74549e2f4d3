import { practises } from "@allotment/model";
import type { DomainRecord } from "@allotment/store";
import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { hostViews, type HostView } from "./host-view.ts";
import { plannedNames } from "./planned-names.ts";
import { recordViews, redirectViews, type RecordView } from "./record-view.ts";

/** Host names of a deployment with the records they need, and what was found of each. */
export interface DomainsView {
  readonly domains: readonly DomainRecord[];
  /** Plan that the records are of: the newest one; null before the first. */
  readonly planId: string | null;
  /**
   * `needed`: somebody has to make the records. `practice`: nobody has to, and nothing waits. `closed`: the environment's
   * names are not in the public DNS.
   */
  readonly kind: "needed" | "practice" | "closed";
  /** Every record, each once; `hosts` and `advised` have the same ones in order. */
  readonly records: readonly RecordView[];
  readonly hosts: readonly HostView[];
  /** What is advised for mail. */
  readonly advised: readonly RecordView[];
  /** Everything that nothing works without: how much there is, and how much of it is right. */
  readonly needed: number;
  readonly right: number;
  /** Last look; null before the first. */
  readonly lookedAt: string | null;
  /** Run that waits for the DNS; null where none does. */
  readonly waitingRunId: string | null;
}

/** Host names that a deployment holds, the records to make for them, and what was found when somebody looked. */
export const list = signedIn
  .input(z.object({ deploymentId: id }))
  .query(async ({ ctx, input }): Promise<DomainsView> => {
    const { store, actor } = ctx;
    found(await store.deployments.get(actor, input));
    const domains = await store.domains.list(actor, input);
    const { planId, description } = await plannedNames(ctx, input.deploymentId);
    const runs = await store.runs.list(actor, { ...input, active: true });
    const waitingRunId = runs.find(({ state }) => state === "awaiting-dns")?.id ?? null;
    if (description === null) return { ...nothingPlanned, domains, waitingRunId };
    const looks = await store.names.looks(actor, input);
    const records = recordViews(description, looks);
    const redirects = redirectViews(description, looks);
    const required = [...records.filter(({ need }) => need === "required"), ...redirects];
    return {
      domains,
      planId,
      kind: kindOf(description),
      records,
      hosts: hostViews(description, domains, { records, redirects }),
      advised: records.filter(({ need }) => need === "advised"),
      needed: required.length,
      right: required.filter(({ look }) => look?.right === true).length,
      lookedAt: newest(records.flatMap(({ look }) => look?.at ?? [])),
      waitingRunId,
    };
  });

const nothingPlanned = {
  planId: null,
  kind: "needed",
  records: [],
  hosts: [],
  advised: [],
  needed: 0,
  right: 0,
  lookedAt: null,
} as const;

type Planned = NonNullable<Awaited<ReturnType<typeof plannedNames>>["description"]>;

function kindOf({ orchestrator, instances }: Planned): DomainsView["kind"] {
  if (practises(orchestrator)) return "practice";
  const sites = Object.values(instances).flatMap(({ bindings }) => Object.values(bindings));
  return sites.some(({ type, result }) => type === "http-ingress" && result["acmeServer"] === null)
    ? "closed"
    : "needed";
}

function newest(moments: readonly string[]): string | null {
  return moments.toSorted().at(-1) ?? null;
}
