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
  type DesiredState,
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

/** What a plan is made with, where it is something else than usual. */
export interface PlanOptions {
  /** The environment as it might become, or as it was; the present revision when left out. */
  readonly environment?: Environment;
  /** State that the deployment is to be in; running when left out. */
  readonly desired?: DesiredState;
  /** Whether an earlier configuration comes back, so that somebody may expect that data does too. */
  readonly goesBack?: boolean;
  /** What the plan leads on from; what is deployed when left out. */
  readonly from?: Description;
}

/** Makes plans: gathers what the planner has to know and no tenant may, and calls it. */
export interface PlanService {
  readonly reader: PlanReader;
  /**
   * @param actor whose configuration it is: applications for providers do not exist for others
   * @param document anything, as it came from a form or was saved
   */
  plan(actor: UserActor, subject: PlanSubject, document: unknown, options?: PlanOptions): Promise<PlanResult>;
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
    plan: async (actor, subject, document, options = {}) => {
      const shaped = isShaped(document) ? document : null;
      const hosts = shaped === null ? [] : namedHosts(shaped);
      const deployment = subject.kind === "deployment" ? subject.deployment : null;
      const environmentId = subject.kind === "deployment" ? subject.deployment.environmentId : subject.environmentId;
      const environment = found(await store.environments.get(system, { environmentId }));
      const revision = found(await store.environments.currentRevision(system, { environmentId }));
      const deployed = options.from ?? (await reader.description(deployment?.deployedPlanId ?? null));
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
        environment: options.environment ?? revision.document,
        applications,
        taken: await gatherTaken(store, reader, { environmentId, deploymentId: deployment?.id ?? null, hosts }),
        deployed,
        frozen: !environment.practice,
        desired: options.desired ?? "running",
        goesBack: options.goesBack ?? false,
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
