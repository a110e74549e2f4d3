import { system, type EnvironmentRecord, type Store, type UserActor } from "@allotment/store";
import { isRunning } from "../installation/worker-running.ts";
import { declaredThings } from "./declared.ts";
import type { DeclaredThing } from "./view.ts";

/** What the checklist is derived from. */
export interface FirstDayFacts {
  readonly publicUrl: string;
  readonly workerKey: string | null;
  readonly workerRunning: boolean;
  /** Environments that install and are open. */
  readonly places: readonly EnvironmentRecord[];
  /** Names of those that have no recovery key. */
  readonly withoutRecovery: readonly string[];
  readonly declared: readonly DeclaredThing[];
  /** Whether somebody is in an operator, or was invited into one. */
  readonly operatorInvited: boolean;
  /** Titles of deployments that were practised, that are meant for real environments, and that were live there. */
  readonly practised: readonly string[];
  readonly moved: readonly string[];
  readonly live: readonly string[];
}

/** Reads everything, as a provider. */
export async function gatherFacts(store: Store, actor: UserActor, publicUrl: string): Promise<FirstDayFacts> {
  const environments = await store.environments.list(actor, {});
  const places = environments.filter(({ practice, disabledAt }) => !practice && disabledAt === null);
  const read = await Promise.all(places.map((place) => readPlace(store, actor, place)));
  const all = await store.deployments.list(actor, {});
  const present = all.filter(({ desired }) => desired !== "removed");
  const real = new Set(environments.filter(({ practice }) => !practice).map(({ id }) => id));
  const isReal = ({ environmentId }: { readonly environmentId: string }) => real.has(environmentId);
  const isDeployed = ({ deployedPlanId }: { readonly deployedPlanId: string | null }) => deployedPlanId !== null;
  const moved = all.filter(isReal);
  return {
    publicUrl,
    workerKey: await store.settings.get(system, { key: "worker-ssh-key" }),
    workerRunning: isRunning(await store.settings.get(system, { key: "worker-seen" })),
    places,
    withoutRecovery: read.filter(({ recoverable }) => !recoverable).map(({ name }) => name),
    declared: read.flatMap(({ declared }) => declared),
    operatorInvited: await isOperatorInvited(store, actor),
    practised: present.filter((one) => !isReal(one) && isDeployed(one)).map(({ title }) => title),
    moved: moved.map(({ title }) => title),
    live: moved.filter(isDeployed).map(({ title }) => title),
  };
}

async function readPlace(store: Store, actor: UserActor, place: EnvironmentRecord) {
  const environmentId = place.id;
  const revision = await store.environments.currentRevision(actor, { environmentId });
  const answers = await store.errands.latest(actor, { environmentId });
  return {
    name: place.name,
    recoverable: (revision?.document.recoveryKeys ?? []).length > 0,
    declared: revision === null ? [] : declaredThings(place, revision.document, answers),
  };
}

async function isOperatorInvited(store: Store, actor: UserActor): Promise<boolean> {
  for (const { id: operatorId } of await store.operators.list(actor, {})) {
    if ((await store.operators.members(actor, { operatorId })).length > 0) return true;
    if ((await store.invitations.list(actor, { operatorId })).length > 0) return true;
  }
  return false;
}
