import "server-only";
import type { DeploymentSummary, EnvironmentView, ErrandView } from "@allotment/api";
import { cache } from "react";
import { getCaller } from "../../server/caller.ts";

/** Types of what can be tested. */
export const testable = ["machine", "smtp", "s3-bucket", "backup-repository", "dns-record"] as const;

/** Something that is declared with real machines and can be tested. */
export interface DeclaredThing {
  readonly environmentId: string;
  readonly environmentName: string;
  readonly type: (typeof testable)[number];
  readonly offer: string;
  /** The newest test of it as it is declared now; null for none. */
  readonly test: Pick<ErrandView, "id" | "ok" | "createdAt"> | null;
}

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
  readonly declared: readonly DeclaredThing[];
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
    declared: places.flatMap(({ id, name, document }) =>
      testable.flatMap((type) =>
        Object.keys(document.offers[type] ?? {}).map((offer) => ({
          environmentId: id,
          environmentName: name,
          type,
          offer,
          test: null,
        })),
      ),
    ),
  };
});
