import "server-only";
import type { DeploymentSummary, EnvironmentView, FirstDayView } from "@allotment/api";
import { cache } from "react";
import { getCaller } from "../../server/caller.ts";
import { loadChecklist } from "../../server/checklist.ts";

/** What the page of the first day is made of. */
export interface FirstDayFacts extends FirstDayView {
  readonly deployments: readonly DeploymentSummary[];
  /** Environments that install. */
  readonly places: readonly EnvironmentView[];
}

/** The checklist with what can be done about it. */
export const loadFirstDay = cache(async (): Promise<FirstDayFacts> => {
  const caller = await getCaller();
  const [checklist, deployments, cards] = await Promise.all([
    loadChecklist(),
    caller.deployment.list(),
    caller.environment.list(),
  ]);
  const places = await Promise.all(
    cards
      .filter(({ practice, disabled }) => !practice && !disabled)
      .map(({ id }) => caller.environment.get({ environmentId: id })),
  );
  return { ...checklist, deployments, places };
});
