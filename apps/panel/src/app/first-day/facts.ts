import "server-only";
import type { DeploymentSummary, EnvironmentView } from "@allotment/api";
import { cache } from "react";
import { getCaller } from "../../server/caller.ts";

/** What the checklist is made of. */
export interface FirstDayFacts {
  readonly publicUrl: string;
  /** Whether what people type cannot be read on the way. */
  readonly secure: boolean;
  /** The worker's public key as one line; null before its first start. */
  readonly workerKey: string | null;
  readonly deployments: readonly DeploymentSummary[];
  /** Environments that install. */
  readonly places: readonly EnvironmentView[];
  readonly operatorInvited: boolean;
  /** Whether the worker has logged in on a machine. */
  readonly reached: boolean;
  /** Whether something beside machines is declared, and every test of it went well. */
  readonly servicesTested: boolean;
}

/** What the checklist is made of; read once for all components of a page. */
export const loadFirstDay = cache(async (): Promise<FirstDayFacts> => {
  const caller = await getCaller();
  const [{ publicUrl }, deployments, cards, operators, invitations] = await Promise.all([
    caller.installation.get(),
    caller.deployment.list(),
    caller.environment.list(),
    caller.operator.list(),
    caller.invitation.list({}),
  ]);
  const places = await Promise.all(
    cards.filter(({ practice }) => !practice).map(({ id }) => caller.environment.get({ environmentId: id })),
  );
  return {
    publicUrl,
    secure: publicUrl.startsWith("https:"),
    workerKey: null,
    deployments,
    places,
    operatorInvited: operators.length > 0 && invitations.some(({ memberRole }) => memberRole !== null),
    reached: false,
    servicesTested: false,
  };
});
