import type {
  CheckKind,
  CheckOutcome,
  CheckResult,
  LeasedCheck,
  StoreResult,
  CheckRecord,
  DeploymentRecord,
  PlanWithDescription,
} from "@allotment/store";
import { tellOfLook } from "../incidents/tell-look.ts";
import { seededRandom, seedOf } from "../random.ts";
import type { CheckContext, CheckEngine } from "./handler.ts";
import { checkTimings, failuresMax, pauseSeconds } from "./timing.ts";

/**
 * Looks once at what was taken, and keeps what was seen. Never throws for what the look does: a look that fails leaves what
 * was known until it has failed several times. Nothing is written when another plan was deployed meanwhile.
 */
export async function look(engine: CheckEngine, check: LeasedCheck): Promise<void> {
  const found = await subjectOf(engine, check);
  if (found === null) return;
  const seen = await attempt(engine, check, found);
  if (engine.shutdown.aborted) return;
  const failed = seen === null;
  const result = seen ?? afterFailure(check);
  const kept = await keep(engine, check, result, failed);
  if (!kept.ok || failed) return;
  await tellOfLook(engine.store, engine.actor, {
    deploymentId: check.deploymentId,
    look: `${check.kind}/${check.subject}`,
    planId: check.planId,
    at: new Date(engine.clock.now()).toISOString(),
    findings: result.findings,
  });
}

function keep(
  { store, actor, clock }: CheckEngine,
  { deploymentId, kind, subject, fencing }: LeasedCheck,
  result: CheckResult,
  failed: boolean,
): Promise<StoreResult<CheckRecord>> {
  const spread = seededRandom(seedOf(`${deploymentId} ${kind} ${subject} ${fencing}`))();
  const outcome: CheckOutcome = failed ? "unknown" : result.outcome;
  const nextAt = new Date(clock.now() + pauseSeconds(kind, outcome, spread) * 1000).toISOString();
  return store.checks.settle(actor, { deploymentId, kind, subject, fencing, result, failed, nextAt });
}

/** What is known after a look that failed: what was known before, until that is too old to be true. */
function afterFailure({ outcome, failures, result }: LeasedCheck): CheckResult {
  const known = failures + 1 < failuresMax;
  return {
    outcome: known ? outcome : "unknown",
    findings: result?.findings ?? [],
    metrics: {},
    facts: result?.facts ?? null,
  };
}

interface Found {
  readonly deployment: DeploymentRecord;
  readonly plan: PlanWithDescription;
  readonly environmentId: string;
  readonly environment: CheckContext<CheckKind>["environment"];
}

/** What it is about; null when that is no longer deployed. */
async function subjectOf({ store, actor }: CheckEngine, { deploymentId, planId }: LeasedCheck): Promise<Found | null> {
  const deployment = await store.deployments.get(actor, { deploymentId });
  const plan = await store.plans.get(actor, { planId });
  if (deployment === null || plan === null || deployment.deployedPlanId !== planId) return null;
  const revision = await store.environments.revision(actor, { revisionId: plan.environmentRevisionId });
  if (revision === null) return null;
  return { deployment, plan, environmentId: revision.environmentId, environment: revision.document };
}

/** @returns null when the look itself failed */
async function attempt(engine: CheckEngine, check: LeasedCheck, found: Found): Promise<CheckResult | null> {
  const limit = new AbortController();
  const stop = () => limit.abort(new Error("the worker stops"));
  engine.shutdown.addEventListener("abort", stop, { once: true });
  const ended = new AbortController();
  const late = engine.clock.sleep(checkTimings[check.kind].lookSeconds * 1000, ended.signal).then(
    () => {
      if (!ended.signal.aborted) limit.abort(new Error("the look takes too long"));
      return null;
    },
    () => null,
  );
  try {
    // A handler that does not listen to its signal must not hold up everything else.
    return await Promise.race([handle(engine, check, found, limit.signal), late]);
  } catch (error) {
    if (!limit.signal.aborted) engine.report({ check: `${check.kind}/${check.subject}`, error });
    return null;
  } finally {
    ended.abort();
    engine.shutdown.removeEventListener("abort", stop);
  }
}

function handle(
  { handlers, clock }: CheckEngine,
  check: LeasedCheck,
  found: Found,
  signal: AbortSignal,
): Promise<CheckResult> {
  const handler = handlers[check.kind];
  if (handler === undefined) throw new Error(`nobody looks at ${check.kind}`);
  const context = { ...found, check, description: found.plan.description, previous: check.result, clock, signal };
  // Kind and handler belong together: both were found by the same name.
  return (handler as (context: unknown) => Promise<CheckResult>)(context);
}
