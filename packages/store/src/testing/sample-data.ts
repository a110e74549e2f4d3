import type { Environment } from "@allotment/model";
import { system, type UserActor, type UserRole, type WorkerActor } from "../actor.ts";
import { authDatabase } from "../open.ts";
import type {
  ConfigurationRevisionRecord,
  DeploymentRecord,
  EnvironmentRecord,
  IntentRecord,
  LeasedRun,
  OperatorRecord,
  PlanRecord,
  RunRecord,
  TerminalRunState,
} from "../records.ts";
import type { StoreResult } from "../result.ts";
import type { Store } from "../store.ts";
import {
  type DescriptionFacts,
  sampleConfiguration,
  sampleDescription,
  sampleEnvironment,
  samplePlan,
} from "./documents.ts";

/** A worker for tests. */
export const worker: WorkerActor = { kind: "worker", workerId: "worker-1" };

/** The value of a write that must have happened. @throws Error with the conflict otherwise */
export function must<Value>(result: StoreResult<Value>): Value {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.conflict)}`);
  return result.value;
}

/** Makes an account as the sign-in library would, without a password. */
export async function createUser(store: Store, id: string, role: UserRole = "operator"): Promise<void> {
  const { db, schema } = authDatabase(store);
  db.insert(schema.user)
    .values({ id, name: id, email: `${id}@accounts.invalid`, username: id, displayUsername: id, role })
    .run();
}

/** Who a user is at this moment. */
export async function actorOf(store: Store, userId: string): Promise<UserActor> {
  const actor = await store.users.actorOf(system, { userId });
  if (!actor) throw new Error(`there is no user ${userId}`);
  return actor;
}

/** One provider, two operators with an owner each, and one environment to practise in. */
export interface SampleData {
  readonly provider: UserActor;
  readonly choir: { readonly operator: OperatorRecord; readonly actor: UserActor };
  readonly newsroom: { readonly operator: OperatorRecord; readonly actor: UserActor };
  readonly environment: EnvironmentRecord;
}

/** Fills an empty store: provider `pat`, operators Choir (`cara`) and Newsroom (`nick`), environment `practice`. */
export async function createSampleData(store: Store, document = sampleEnvironment()): Promise<SampleData> {
  await createUser(store, "pat", "provider");
  const provider = await actorOf(store, "pat");
  const environment = must(await store.environments.create(provider, { slug: "practice", document, message: "First" }));
  const choir = await createTenant(store, provider, { name: "Choir", userId: "cara" });
  const newsroom = await createTenant(store, provider, { name: "Newsroom", userId: "nick" });
  return { provider, choir, newsroom, environment };
}

async function createTenant(store: Store, provider: UserActor, facts: { name: string; userId: string }) {
  const operator = must(await store.operators.create(provider, { name: facts.name }));
  await createUser(store, facts.userId);
  must(await store.operators.putMember(provider, { operatorId: operator.id, userId: facts.userId, role: "owner" }));
  return { operator, actor: await actorOf(store, facts.userId) };
}

/** A deployment with everything up to a plan. */
export interface SampleDeployment {
  readonly deployment: DeploymentRecord;
  readonly revision: ConfigurationRevisionRecord;
  readonly plan: PlanRecord;
}

type DescriptionExtras = Pick<DescriptionFacts, "bindings" | "generators" | "secrets" | "firstAdministrator" | "pull">;

/** Makes a deployment, saves its draft and keeps a plan for it. */
export async function createDeployment(
  store: Store,
  actor: UserActor,
  facts: Readonly<{
    operatorId: string;
    environmentId: string;
    slug: string;
    machines?: readonly string[];
    web?: string;
    warnings?: readonly string[];
  }> &
    DescriptionExtras,
): Promise<SampleDeployment> {
  const { operatorId, environmentId, slug, ...rest } = facts;
  const place = { operatorId, environmentId, slug, title: slug, draft: sampleConfiguration() };
  const made = must(await store.deployments.create(actor, place));
  return planDeployment(store, actor, { deploymentId: made.id, ...rest });
}

/** Saves another configuration of a deployment and keeps a plan from what is deployed to it. */
export async function planDeployment(
  store: Store,
  actor: UserActor,
  facts: Readonly<{
    deploymentId: string;
    title?: string;
    machines?: readonly string[];
    web?: string;
    warnings?: readonly string[];
  }> &
    DescriptionExtras,
): Promise<SampleDeployment> {
  const { deploymentId } = facts;
  const before = await deploymentOf(store, deploymentId);
  const place = await store.environments.currentRevision(system, { environmentId: before.environmentId });
  if (!place) throw new Error("the environment has no revision");
  const document = sampleConfiguration(facts.title);
  const versions = {
    schemas: {},
    modules: { hello: 1 },
    environmentRevisionId: place.id,
    policyDigest: place.digest,
  };
  const stage = { deploymentId, basedOnEtag: before.draft.etag, document, versions, message: "", rolledBackFrom: null };
  const revision = must(await store.revisions.stage(actor, stage));
  const plan = await keepPlan(store, actor, {
    before,
    revision,
    environment: place.document,
    placeId: place.id,
    ...facts,
  });
  return { deployment: await deploymentOf(store, deploymentId), revision, plan };
}

async function keepPlan(
  store: Store,
  actor: UserActor,
  facts: Readonly<{
    before: DeploymentRecord;
    revision: ConfigurationRevisionRecord;
    environment: Environment;
    placeId: string;
    machines?: readonly string[];
    web?: string;
    warnings?: readonly string[];
  }> &
    DescriptionExtras,
): Promise<PlanRecord> {
  const { before, revision, environment, machines = ["m1"], web = `${before.slug}.example.org`, warnings = [] } = facts;
  const description = sampleDescription({
    ...facts,
    deployment: before.slug,
    environment,
    machines,
    web,
    configuration: revision.document,
  });
  const document = samplePlan(description, { parent: before.deployedDescriptionDigest, warnings });
  return must(
    await store.plans.create(actor, {
      deploymentId: before.id,
      document,
      description,
      configurationRevisionId: revision.id,
      environmentRevisionId: facts.placeId,
    }),
  );
}

/** A deployment as the system sees it. */
export async function deploymentOf(store: Store, deploymentId: string): Promise<DeploymentRecord> {
  const record = await store.deployments.get(system, { deploymentId });
  if (!record) throw new Error(`there is no deployment ${deploymentId}`);
  return record;
}

/** Asks for a run of a plan. */
export async function requestRun(store: Store, actor: UserActor, planId: string): Promise<IntentRecord> {
  const request = { planId, runKind: "deploy", reason: "for a test", acknowledged: [] } as const;
  return must(await store.intents.requestRun(actor, request));
}

/** Asks for a run, starts it and takes it. */
export async function startRun(store: Store, actor: UserActor, planId: string): Promise<LeasedRun> {
  const intent = await requestRun(store, actor, planId);
  const run = must(await store.runs.start(worker, { intentId: intent.id }));
  const taken = await store.runs.takeDue(worker, { limit: 10, leaseSeconds: 60 });
  const mine = taken.find(({ id }) => id === run.id);
  if (!mine) throw new Error("the run that was started is not due");
  return mine;
}

/** Takes a plan to the end of a run (successful unless said otherwise), without the steps between. */
export async function deployPlan(
  store: Store,
  actor: UserActor,
  planId: string,
  to: TerminalRunState = "succeeded",
): Promise<RunRecord> {
  const { id: runId, fencing } = await startRun(store, actor, planId);
  return must(await store.runs.finish(worker, { runId, fencing, from: "planned", to, error: null }));
}
