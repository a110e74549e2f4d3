import { practises, type Description } from "@allotment/model";
import { and, eq, isNull, ne } from "drizzle-orm";
import type { Actor } from "../../actor.ts";
import type { RunRecord } from "../../records.ts";
import type { RunWriter } from "../../repositories/runs.ts";
import { done, notFound, type StoreResult } from "../../result.ts";
import { check, deployment, domain, machineClaim, runMachine } from "../../schema/index.ts";
import { remember } from "../audit-trail.ts";
import type { Context } from "../context.ts";
import { dropTokens } from "../drop-tokens.ts";
import { recordBackups } from "../record-backups.ts";
import { settleRemoval } from "../removals/settle.ts";
import { dropReplacedValues } from "../secrets.ts";
import { wantedDomains } from "../take-domains.ts";
import type { DeploymentRow } from "../visible.ts";
import { appendEvents } from "./events.ts";
import { updateHeld } from "./held.ts";
import { stateEvent } from "./move.ts";
import { type Planned, settleOffers } from "./offer-claims.ts";
import { type RunRow, runRecord } from "./record.ts";
import { machinesOf, planWithDescription } from "./start-facts.ts";

/** Ends a run, inside a transaction. Only success moves `deployed`. */
export function finishRun(
  context: Context,
  actor: Actor,
  row: RunRow,
  { from, to, error, events = [] }: Parameters<RunWriter["finish"]>[1],
): StoreResult<RunRecord> {
  const at = context.now();
  const own = context.db.select().from(deployment).where(eq(deployment.id, row.deploymentId)).get();
  const planned = planWithDescription(context, row.planId);
  if (!own || !planned) return notFound;
  appendEvents(context, row.id, [stateEvent(from, to), ...events]);
  const lease = { leaseOwner: null, leaseExpiresAt: null, nextAttemptAt: null };
  const ended = updateHeld(context, row, { ...lease, state: to, since: at, lastError: error, finishedAt: at });
  const removed = to === "succeeded" && row.kind === "remove";
  if (removed) settleRemoval(context, actor, { row: own, runId: row.id, description: planned.description });
  else if (to === "succeeded") settle(context, { row, own, description: planned.description });
  else freeUntouchedMachines(context, row);
  const counts = to === "succeeded" ? row.planId : own.deployedPlanId;
  settleOffers(context, own, removed ? null : plannedOf(context, counts));
  const { operatorId, id: deploymentId } = own;
  remember(context, actor, { action: `run.${to}`, subject: row.id, operatorId, deploymentId });
  return done(runRecord(context, ended));
}

function plannedOf(context: Context, planId: string | null): Planned | null {
  const found = planId === null ? null : planWithDescription(context, planId);
  return found && { description: found.description, environmentRevisionId: found.plan.environmentRevisionId };
}

interface Success {
  readonly row: RunRow;
  readonly own: DeploymentRow;
  readonly description: Description;
}

function settle(context: Context, { row, own, description }: Success): void {
  const { db } = context;
  db.update(deployment).set({ deployedPlanId: row.planId }).where(eq(deployment.id, own.id)).run();
  freeOtherMachines(context, own, machinesOf(description));
  settleDomains(context, own, description);
  recordBackups(context, own.id, description);
  dropReplacedValues(context, own.id, description);
  dropTokens(context, own.id, description);
  if (row.kind === "settings") lookAtSettings(context, row);
}

/** What runs are told to set is read back at once. */
function lookAtSettings(context: Context, { deploymentId }: RunRow): void {
  const which = and(eq(check.deploymentId, deploymentId), eq(check.kind, "settings"));
  context.db.update(check).set({ nextAt: context.now() }).where(which).run();
}

function freeOtherMachines({ db }: Context, own: DeploymentRow, used: readonly string[]): void {
  for (const claim of db.select().from(machineClaim).where(eq(machineClaim.deploymentId, own.id)).all()) {
    if (claim.environmentId === own.environmentId && used.includes(claim.machine)) continue;
    const which = and(eq(machineClaim.environmentId, claim.environmentId), eq(machineClaim.machine, claim.machine));
    db.delete(machineClaim).where(which).run();
  }
}

/** Real host names become permanent; those of practice do not, and may be claimed anew when they expire. */
function settleDomains(context: Context, own: DeploymentRow, description: Description): void {
  if (practises(description.orchestrator)) return;
  const set = { frozenAt: context.now(), expiresAt: null, practice: false };
  for (const { host } of wantedDomains(description)) {
    const which = and(eq(domain.host, host), eq(domain.deploymentId, own.id), isNull(domain.frozenAt));
    context.db.update(domain).set(set).where(which).run();
  }
}

/** Machines that this run took and did nothing to are free again. */
function freeUntouchedMachines({ db }: Context, row: RunRow): void {
  const touched = and(eq(runMachine.runId, row.id), ne(runMachine.outcome, "untouched"));
  const machines = db.select().from(runMachine).where(touched).all();
  for (const claim of db.select().from(machineClaim).where(eq(machineClaim.runId, row.id)).all()) {
    if (machines.some(({ machine }) => machine === claim.machine)) continue;
    const which = and(eq(machineClaim.environmentId, claim.environmentId), eq(machineClaim.machine, claim.machine));
    db.delete(machineClaim).where(which).run();
  }
}
