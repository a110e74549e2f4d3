import type { CheckKind } from "@allotment/store";
import type { CheckEngine } from "./handler.ts";
import { look } from "./look.ts";
import { checkTimings } from "./timing.ts";
import { wantedChecks } from "./wanted.ts";

/** Looks at what is deployed. It takes no input: what is to be looked at is in the rows. */
export interface CheckReconciler {
  /**
   * Makes the rows of what was deployed lately, takes checks that are due and starts one look at each.
   *
   * @param limit looks at once, those still under way from before included
   * @returns the looks that were started; none ever rejects
   */
  readonly begin: (options: Readonly<{ limit: number }>) => Promise<readonly Promise<void>[]>;
  /** As `begin`, and waits for the looks. @returns how many there were. */
  readonly tick: (options: Readonly<{ limit: number }>) => Promise<number>;
  /** Waits until no look is under way. */
  readonly idle: () => Promise<void>;
}

/** Deployments whose rows are made at once. */
const outdatedPerTick = 20;

/** How much longer than a look its lease is, in seconds. */
const leaseMarginSeconds = 15;

/** Series whose old figures are forgotten at once, and how often, in milliseconds. */
const compactedSeries = 50;
const compactEveryMilliseconds = 60_000;

/** Makes the reconciler of checks. */
export function createCheckReconciler(engine: CheckEngine): CheckReconciler {
  const { store, actor, clock, shutdown, report } = engine;
  const underWay = new Set<Promise<void>>();
  const leaseSeconds = leasesOf(engine);
  const compact = compaction(engine);

  async function begin({ limit }: Readonly<{ limit: number }>): Promise<readonly Promise<void>[]> {
    if (shutdown.aborted) return [];
    await wantDeployed(engine);
    await compact(clock.now());
    const free = limit - underWay.size;
    if (free <= 0) return [];
    const due = await store.checks.takeDue(actor, { limit: free, leaseSeconds });
    return due.map((check) => {
      const step = look(engine, check)
        .catch((error: unknown) => report({ check: `${check.kind}/${check.subject}`, error }))
        .finally(() => underWay.delete(step));
      underWay.add(step);
      return step;
    });
  }

  return {
    begin,
    tick: async (options) => (await Promise.all(await begin(options))).length,
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** Leases of the kinds that somebody looks at. */
function leasesOf({ handlers }: CheckEngine): Partial<Record<CheckKind, number>> {
  const kinds = Object.keys(handlers) as CheckKind[];
  return Object.fromEntries(kinds.map((kind) => [kind, checkTimings[kind].lookSeconds + leaseMarginSeconds]));
}

/** Makes the rows of deployments those of what is deployed now. What was seen of another version counts no more. */
async function wantDeployed({ store, actor }: CheckEngine): Promise<void> {
  for (const { deploymentId, planId } of await store.checks.outdated(actor, { limit: outdatedPerTick })) {
    const plan = await store.plans.get(actor, { planId });
    if (plan === null) continue;
    const revision = await store.environments.revision(actor, { revisionId: plan.environmentRevisionId });
    const checks = wantedChecks(plan.description, revision?.document.publicNames ?? true);
    await store.checks.want(actor, { deploymentId, planId, checks });
  }
}

/** Forgets old figures in bounded steps: so many series a minute, round and round. */
function compaction({ store, actor }: CheckEngine): (now: number) => Promise<void> {
  let dueAt = Number.NEGATIVE_INFINITY;
  let after = 0;
  return async (now) => {
    if (now < dueAt) return;
    dueAt = now + compactEveryMilliseconds;
    after = (await store.observations.compact(actor, { after, series: compactedSeries })) ?? 0;
  };
}
