import { applications } from "@allotment/catalogue";
import {
  addressOf,
  errorAt,
  type Configuration,
  type Description,
  type Diagnostic,
  type Environment,
} from "@allotment/model";
import { makePlan, type PlanOutcome } from "@allotment/planner";
import {
  system,
  type DeploymentRecord,
  type EnvironmentRecord,
  type EnvironmentRevisionRecord,
  type Store,
  type UserActor,
} from "@allotment/store";
import { isShaped } from "../draft/normalise.ts";
import { found } from "../errors/from-conflict.ts";
import { optionReferences, unknownSecrets } from "../secret/references.ts";
import { planReader, type PlanReader } from "./descriptions.ts";
import { gatherTaken } from "./gather-taken.ts";
import { maySee } from "./audience.ts";
import { namedHosts } from "./named-hosts.ts";

/** What is planned: a deployment, or one that does not exist yet. */
export type PlanSubject =
  | { readonly kind: "deployment"; readonly deployment: DeploymentRecord }
  | { readonly kind: "new"; readonly slug: string; readonly environmentId: string };

/** A plan, or why there is none, with what it was made from. */
export interface PlanResult extends PlanOutcome {
  readonly environment: EnvironmentRecord;
  readonly environmentRevision: EnvironmentRevisionRecord;
  /** What is deployed; null before the first success. */
  readonly deployed: Description | null;
}

/** Makes plans: gathers what the planner has to know and no tenant may, and calls it. */
export interface PlanService {
  readonly reader: PlanReader;
  /**
   * @param actor whose configuration it is: applications for providers do not exist for others
   * @param document anything, as it came from a form or was saved
   * @param trial the environment as it might become; the present revision when left out
   */
  plan(actor: UserActor, subject: PlanSubject, document: unknown, trial?: Environment): Promise<PlanResult>;
}

/**
 * A plan service on a store.
 *
 * @param publicUrl address of the panel, from which machines may fetch their configuration
 */
export function planService(store: Store, publicUrl: string): PlanService {
  const reader = planReader(store);
  return {
    reader,
    plan: async (actor, subject, document, trial) => {
      const shaped = isShaped(document) ? document : null;
      const hosts = shaped === null ? [] : namedHosts(shaped);
      const deployment = subject.kind === "deployment" ? subject.deployment : null;
      const environmentId = subject.kind === "deployment" ? subject.deployment.environmentId : subject.environmentId;
      const environment = found(await store.environments.get(system, { environmentId }));
      const revision = found(await store.environments.currentRevision(system, { environmentId }));
      const deployed = await reader.description(deployment?.deployedPlanId ?? null);
      const owner = deployment === null ? null : ({ kind: "deployment", deploymentId: deployment.id } as const);
      const refused =
        shaped === null
          ? []
          : [
              ...notForThem(actor, shaped, deployed),
              ...(await unknownSecrets(store, actor, owner, optionReferences(shaped))),
            ];
      const outcome = makePlan({
        deployment: subject.kind === "deployment" ? subject.deployment.slug : subject.slug,
        configuration: document,
        environment: trial ?? revision.document,
        applications,
        taken: await gatherTaken(store, reader, { environmentId, deploymentId: deployment?.id ?? null, hosts }),
        deployed,
        frozen: !environment.practice,
        workerKeys: await workerKeys(store),
        publicUrl,
      });
      return {
        ...withRefusals(refused, outcome),
        environment,
        environmentRevision: revision,
        deployed,
      };
    },
  };
}

async function workerKeys(store: Store): Promise<string[]> {
  const key = await store.settings.get(system, { key: "worker-ssh-key" });
  return key === null ? [] : [key];
}

// What is not for this person (an application, somebody else's secret) does not exist for it.
function withRefusals(refused: readonly Diagnostic[], outcome: PlanOutcome): PlanOutcome {
  if (outcome.plan === null || refused.length === 0) return outcome;
  return { diagnostics: [...refused, ...outcome.diagnostics], report: [], description: null, plan: null };
}

/** A diagnostic for each application that this person may not choose, unless it is deployed already. */
export function notForThem(actor: UserActor, configuration: Configuration, deployed: Description | null): Diagnostic[] {
  return Object.entries(configuration.applications)
    .filter(([slug, { application }]) => !maySee(actor, application) && deployed?.instances[slug] === undefined)
    .map(([slug, { application }]) =>
      errorAt(addressOf("applications", slug, "application"), "unknown-application", { name: application }),
    );
}
