import { digestOf, type Configuration, type Description, type Environment, type Plan } from "@allotment/model";
import { authDatabase, openStore, system, type Store, type StorePlace, type UserActor } from "@allotment/store";

/** A store with one provider, one operator and one environment, in which deployments can be asked for. */
export interface World {
  readonly store: Store;
  readonly provider: UserActor;
  readonly environmentId: string;
  /** Makes a deployment with a plan. @returns what is needed to ask for runs of it. */
  readonly deployment: (description: Description) => Promise<WorldDeployment>;
}

/** A deployment of the world. */
export interface WorldDeployment {
  readonly id: string;
  /** Asks for a run that leads from what is deployed to this description. @returns the id of the run. */
  readonly ask: (description: Description, runKind?: "deploy" | "settings") => Promise<string>;
  readonly cancel: (runId: string) => Promise<void>;
}

/** Sets up a world. The store must be empty. */
export async function makeWorld(
  environment: Environment,
  options: { readonly place?: StorePlace; readonly clock?: () => Date } = {},
): Promise<World> {
  const { place = { memory: true }, clock } = options;
  const store = openStore({ ...place, ...(clock === undefined ? {} : { clock }) });
  const provider = makeProvider(store);
  const operator = must(await store.operators.create(provider, { name: "The choir" }));
  const home = must(
    await store.environments.create(system, { slug: "practice", document: environment, message: "first" }),
  );
  return {
    store,
    provider,
    environmentId: home.id,
    deployment: (description) => makeDeployment(store, provider, operator.id, home.id, description),
  };
}

function makeProvider(store: Store): UserActor {
  const { db, schema } = authDatabase(store);
  const name = "provider";
  db.insert(schema.user).values({ id: name, name, email: "provider@invalid", username: name, role: "provider" }).run();
  return { kind: "user", userId: name, role: "provider", operatorIds: [], ownedOperatorIds: [] };
}

async function makeDeployment(
  store: Store,
  actor: UserActor,
  operatorId: string,
  environmentId: string,
  description: Description,
): Promise<WorldDeployment> {
  const slug = description.deployment;
  const draft = configurationFor(description);
  const { id } = must(await store.deployments.create(actor, { operatorId, environmentId, slug, title: slug, draft }));
  return {
    id,
    ask: async (wanted, runKind = "deploy") => {
      const planId = await makePlan(store, actor, id, wanted);
      const asked = await store.intents.requestRun(actor, {
        planId,
        runKind,
        reason: "test",
        acknowledged: [],
      });
      return must(asked).runId;
    },
    cancel: async (runId) => void must(await store.intents.requestCancel(actor, { runId, reason: "test" })),
  };
}

async function makePlan(
  store: Store,
  actor: UserActor,
  deploymentId: string,
  description: Description,
): Promise<string> {
  const deployment = await store.deployments.get(actor, { deploymentId });
  if (deployment === null) throw new Error("the deployment of the test is gone");
  const place = await store.environments.currentRevision(actor, { environmentId: deployment.environmentId });
  if (place === null) throw new Error("the environment of the test is gone");
  const revision = must(
    await store.revisions.stage(actor, {
      deploymentId,
      basedOnEtag: deployment.draft.etag,
      document: configurationFor(description),
      versions: {
        schemas: {},
        modules: {},
        environmentRevisionId: place.id,
        policyDigest: digestOf(place.document.policy),
      },
      message: "test",
      rolledBackFrom: null,
    }),
  );
  const document: Plan = {
    schemaVersion: 1,
    deployment: description.deployment,
    parent: deployment.deployedDescriptionDigest,
    description: digestOf(description),
    digests: { configuration: revision.digest, environment: place.digest, catalogue: digestOf("catalogue") },
    effect: "none",
    changes: [],
    capacity: [],
    report: [],
    diagnostics: [],
  };
  const ids = { configurationRevisionId: revision.id, environmentRevisionId: place.id };
  return must(await store.plans.create(actor, { deploymentId, document, description, ...ids })).id;
}

function configurationFor(description: Description): Configuration {
  return {
    schemaVersion: 1,
    applications: Object.fromEntries(
      Object.entries(description.instances).map(([slug, { application, options }]) => [slug, { application, options }]),
    ),
    backups: { enabled: false, schedule: "daily", time: "03:00", retention: { daily: 7, weekly: 4, monthly: 6 } },
  };
}

function must<Value>(result: { ok: true; value: Value } | { ok: false; conflict: unknown }): Value {
  if (result.ok) return result.value;
  throw new Error(`the world of the test refused: ${JSON.stringify(result.conflict)}`);
}
