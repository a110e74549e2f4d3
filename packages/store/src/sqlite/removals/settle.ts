import { practises, type Description } from "@allotment/model";
import { eq } from "drizzle-orm";
import type { Actor } from "../../actor.ts";
import type { ErasureRecord, LeftThing } from "../../records.ts";
import { deployment, erasure } from "../../schema/index.ts";
import { remember } from "../audit-trail.ts";
import type { Context } from "../context.ts";
import { planWithDescription } from "../runs/start-facts.ts";
import { nameOf } from "../users.ts";
import type { DeploymentRow } from "../visible.ts";
import { removedDescription } from "./chain.ts";
import { endLinks, forgetSecrets, freeMachines, releaseHosts } from "./forget.ts";
import type { StoredRemoval } from "./pending.ts";
import { removalFacts } from "./removal-facts.ts";

/** A removal that is done. */
export interface Removed {
  readonly row: DeploymentRow;
  /** Null where nothing ever was on any machine. */
  readonly runId: string | null;
  /** What its machines run now, with what was to be erased; null without a run. */
  readonly description: Description | null;
  /** Who wanted it, where no removal was asked for beforehand. */
  readonly asked?: Pick<StoredRemoval, "requestedBy" | "requestedAt" | "reason">;
}

/** Lets go of everything that a deployment had, and writes down what was erased and what is left. Inside a transaction. */
export function settleRemoval(context: Context, actor: Actor, removed: Removed): ErasureRecord {
  const { row } = removed;
  const at = context.now();
  const record = recordOf(context, removed, at);
  const { id, deploymentId, runId, lastPlanId, requestedBy, requestedAt, requestedByName: _, ...rest } = record;
  const { at: __, ...document } = rest;
  context.db
    .insert(erasure)
    .values({ id, deploymentId, at, runId, lastPlanId, requestedBy, requestedAt, document })
    .run();
  const set = { desired: "removed", removedAt: at, deployedPlanId: null } as const;
  context.db.update(deployment).set(set).where(eq(deployment.id, row.id)).run();
  const details = { machines: Object.keys(record.machines), hosts: record.hosts.map(({ host }) => host) };
  const subject = { subject: row.id, operatorId: row.operatorId, deploymentId };
  remember(context, actor, { action: "deployment.erase", ...subject, details });
  return record;
}

function recordOf(context: Context, { row, runId, description, asked }: Removed, at: string): ErasureRecord {
  const { id: deploymentId, removal } = row;
  const last = removedDescription(context, row);
  const lived = last === null ? null : (planWithDescription(context, last.id)?.description ?? null);
  const wanted = asked ?? removal;
  if (!wanted) throw new Error("nobody asked for this removal");
  const backup = removal?.backup ?? null;
  const practice = lived === null || practises(lived.orchestrator);
  // Practice takes no backup, so that nothing has to be kept to open it.
  const secrets = forgetSecrets(context, deploymentId, { lived, backup: practice ? null : backup });
  const linksEnded = endLinks(context, deploymentId);
  freeMachines(context, deploymentId);
  return {
    id: context.newId(),
    deploymentId,
    at,
    runId,
    lastPlanId: last?.id ?? null,
    requestedBy: wanted.requestedBy,
    requestedByName: nameOf(context, wanted.requestedBy),
    requestedAt: wanted.requestedAt,
    reason: wanted.reason,
    backup: runId === null ? null : backup,
    practice,
    ...removalFacts(context, deploymentId),
    hosts: releaseHosts(context, deploymentId),
    secretsForgotten: secrets.forgotten,
    secretsKept: secrets.kept,
    linksEnded,
    left: (description?.erase?.left ?? []).map(({ type, offer, name, instance }): LeftThing => ({
      type,
      offer,
      name,
      instance,
    })),
  };
}
