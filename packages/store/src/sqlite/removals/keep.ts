import { eq } from "drizzle-orm";
import type { Actor } from "../../actor.ts";
import type { DeploymentRecord, DesiredState, RunKind } from "../../records.ts";
import { done, refused, type StoreResult } from "../../result.ts";
import { intent, run } from "../../schema/index.ts";
import type { Context } from "../context.ts";
import { deploymentRecord } from "../deployments.ts";
import { activeRun } from "../move-deployment.ts";
import { deployedPlan } from "../runs/start-facts.ts";
import type { DeploymentRow } from "../visible.ts";
import { pendingRemoval, putRemoval } from "./pending.ts";

/** Takes a removal back, inside a transaction. */
export function keep(
  context: Context,
  actor: Actor,
  { deploymentId }: { readonly deploymentId: string },
): StoreResult<DeploymentRecord> {
  const found = pendingRemoval(context, actor, deploymentId);
  if (!found.ok) return found;
  const { row, removal } = found.value;
  if (removal.erasingSince !== null) return refused({ code: "erasing-begun" });
  const active = activeRun(context, deploymentId);
  if (active !== null && kindOf(context, active) === "remove") return refused({ code: "run-active", runId: active });
  const set = { desired: active === null ? present(context, row) : ("suspended" as const), removal: null };
  const kept = putRemoval(context, actor, row, { set, action: "deployment.keep" });
  return done(deploymentRecord(context, kept));
}

function present(context: Context, row: DeploymentRow): DesiredState {
  return deployedPlan(context, row)?.desired ?? "running";
}

function kindOf({ db }: Context, runId: string): RunKind | null {
  const started = db.select().from(run).where(eq(run.id, runId)).get();
  return started?.kind ?? db.select().from(intent).where(eq(intent.runId, runId)).get()?.runKind ?? null;
}
