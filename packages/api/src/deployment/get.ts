import type { DnsRecordResult } from "@allotment/model";
import type { DeploymentRecord, DomainRecord, MachineObservationRecord, RemovalRecord } from "@allotment/store";
import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id, slug } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { resourceMap, type ResourceMapView } from "../view/resource-map.ts";
import { deploymentActions, type DeploymentActions } from "./actions.ts";
import { stateText } from "./state-text.ts";
import { summaries } from "./summaries.ts";
import type { DeploymentSummary } from "./view.ts";

/** A deployment with what is live of it. */
export interface DeploymentView extends DeploymentSummary {
  readonly operatorName: string;
  readonly stagedRevisionId: string | null;
  readonly deployedRevisionId: string | null;
  readonly deployedPlanId: string | null;
  readonly targetPlanId: string | null;
  readonly targetRunId: string | null;
  readonly createdAt: string;
  /** Of the draft: to go back, name the one that was there. */
  readonly draftEtag: string;
  /** Null where nothing is live. */
  readonly live: {
    readonly map: ResourceMapView;
    readonly dns: readonly DnsRecordResult[];
    readonly nixosRelease: string;
  } | null;
  /** What was last seen on each of its machines; null where the number of the system is not known. */
  readonly machines: readonly Pick<MachineObservationRecord, "machine" | "generation" | "health" | "at">[];
  /** Host names it holds. */
  readonly domains: readonly Pick<
    DomainRecord,
    "host" | "kinds" | "instance" | "verifiedAt" | "frozenAt" | "expiresAt"
  >[];
  /** How what is wanted and what is true stand to each other, in one sentence. */
  readonly stateText: string;
  /** The removal that was asked for; null without one. */
  readonly removal: Omit<RemovalRecord, "requestedBy" | "suspendPlanId" | "removePlanId"> | null;
  /** What can be done now; where not, the sentence that says why. */
  readonly actions: DeploymentActions;
}

const input = z.union([z.object({ deploymentId: id }), z.object({ slug })]);

/** One deployment. */
export const get = signedIn.input(input).query(async ({ ctx, input: which }): Promise<DeploymentView> => {
  const { store, actor, plans } = ctx;
  const record = found(await store.deployments.get(actor, which));
  const [summary] = await summaries(store, plans.reader, actor, [record]);
  const operator = found(await store.operators.get(actor, { operatorId: record.operatorId }));
  const environment = await store.environments.get(actor, { environmentId: record.environmentId });
  const deployed = await plans.reader.description(record.deployedPlanId);
  const observations = await store.machines.observations(actor, { deploymentId: record.id });
  const domains = await store.domains.list(actor, { deploymentId: record.id });
  return {
    ...found(summary),
    operatorName: operator.name,
    stagedRevisionId: record.stagedRevisionId,
    deployedRevisionId: record.deployedRevisionId,
    deployedPlanId: record.deployedPlanId,
    targetPlanId: record.targetPlanId,
    targetRunId: record.targetRunId,
    createdAt: record.createdAt,
    draftEtag: record.draft.etag,
    live: deployed && { map: resourceMap(deployed), dns: deployed.dns, nixosRelease: deployed.nixosRelease },
    machines: observations.map(({ machine, generation, health, at }) => ({ machine, generation, health, at })),
    domains: domains.map(({ host, kinds, instance, verifiedAt, frozenAt, expiresAt }) => ({
      host,
      kinds,
      instance,
      verifiedAt,
      frozenAt,
      expiresAt,
    })),
    stateText: stateText(record, found(summary)),
    removal: removalView(record),
    actions: deploymentActions(record, found(summary), { operator, environment, actor }),
  };
});

function removalView({ removal }: DeploymentRecord): DeploymentView["removal"] {
  if (removal === null) return null;
  const { requestedBy: _, suspendPlanId: __, removePlanId: ___, ...facts } = removal;
  return facts;
}
