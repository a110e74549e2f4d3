import { asc, desc, eq } from "drizzle-orm";
import type { IncidentEvidence } from "../../records.ts";
import { check, deployment, machineObservation, run } from "../../schema/index.ts";
import { checkRecord } from "../checks/record.ts";
import type { Context } from "../context.ts";
import { runRecord } from "../runs/record.ts";
import { planWithDescription } from "../runs/start-facts.ts";
import { practisesIn } from "./practises.ts";
import { incidentRecord, type IncidentRow } from "./records.ts";

/** How many runs a report names. */
const runsMax = 5;

/** What is known around an incident. */
export function evidenceOf(context: Context, row: IncidentRow): IncidentEvidence | null {
  const { db } = context;
  const { deploymentId } = row;
  const own = db.select().from(deployment).where(eq(deployment.id, deploymentId)).get();
  if (!own) return null;
  const deployed = own.deployedPlanId === null ? null : planWithDescription(context, own.deployedPlanId);
  const machines = db.select().from(machineObservation).where(eq(machineObservation.deploymentId, deploymentId)).all();
  const checks = db.select().from(check).where(eq(check.deploymentId, deploymentId));
  const runs = db.select().from(run).where(eq(run.deploymentId, deploymentId)).orderBy(desc(run.startedAt));
  return {
    incident: incidentRecord(context, row),
    deployment: { slug: own.slug, title: own.title },
    practice: practisesIn(context, own.environmentId),
    versions: Object.entries(deployed?.description.instances ?? {}).map(([instance, { application, version }]) => ({
      instance,
      application,
      version,
    })),
    machines: machines.map(({ machine, generation }) => ({ machine, generation })),
    checks: checks.orderBy(asc(check.kind), asc(check.subject)).all().map(checkRecord),
    runs: runs
      .limit(runsMax)
      .all()
      .map((one) => runRecord(context, one)),
  };
}
