import { StoreUnavailable, type UntoldRun } from "@allotment/store";
import { incidentLook } from "../incidents/tell-look.ts";
import { patienceSeconds, runFindings, runLook, waitingStates } from "./run-findings.ts";
import type { TellingEngine } from "./work.ts";

/** How many runs are looked at at once. */
const runsPerTick = 20;

/** Tells of runs that ended or wait for long. Each is told of once, whoever tells. */
export async function tellRuns(engine: TellingEngine): Promise<void> {
  const { store, actor, clock, report } = engine;
  const waitingSince = new Date(clock.now() - patienceSeconds * 1000).toISOString();
  const untold = await store.incidents.untoldRuns(actor, {
    waitingIn: waitingStates,
    waitingSince,
    limit: runsPerTick,
  });
  for (const one of untold) {
    try {
      await tellRun(engine, one);
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      report({ subject: `run ${one.run.id}`, error });
    }
  }
}

async function tellRun({ store, actor, clock }: TellingEngine, untold: UntoldRun): Promise<void> {
  const { run, stage } = untold;
  const findings = runFindings(untold);
  const { id: runId, deploymentId, planId } = run;
  const at = new Date(clock.now()).toISOString();
  const incidents = findings && incidentLook({ deploymentId, look: runLook, planId, runId, at, findings, final: true });
  await store.incidents.tellRun(actor, { runId, stage, incidents });
}
