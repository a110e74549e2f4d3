import { expect } from "@playwright/test";
import type { Person } from "./people.ts";

/** Something to start with: made without a browser. */
export interface Scene {
  readonly deploymentId: string;
  readonly slug: string;
}

/** What stands in a new draft. */
export interface DraftWish {
  readonly slug: string;
  readonly title?: string;
  /** Options of `hello`, the tiny application, by instance; by default one that is called `hello`. */
  readonly instances?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Lets practice pass quickly: every pretended step takes at most so long. Also makes the community that drafts belong to. */
export async function preparePractice({ api }: Person, stepMillisecondsMax: number): Promise<void> {
  await api.operator.create.mutate({ name: "City choir" });
  const { id, revisionId, document } = await api.environment.get.query({ slug: "practice" });
  await api.environment.set.mutate({
    environmentId: id,
    basedOnRevisionId: revisionId,
    source: { document: { ...document, rehearsal: { seed: 1, stepMillisecondsMax } } },
  });
}

/** A draft of the first community of a provider, in the environment for practice. */
export async function helloDraft({ api }: Person, wish: DraftWish): Promise<Scene> {
  const { slug, title = slug, instances = { hello: {} } } = wish;
  const [operator] = await api.operator.list.query();
  const { id: environmentId } = await api.environment.get.query({ slug: "practice" });
  const applications = Object.fromEntries(
    Object.entries(instances).map(([name, options]) => [
      name,
      { application: "hello", options: { domain: `${name}.${slug}.example`, ...options } },
    ]),
  );
  const wanted = { operatorId: operator?.id ?? "", environmentId, slug, title, applications };
  const { deploymentId } = await api.deployment.create.mutate(wanted);
  return { deploymentId, slug };
}

/** Saves the draft and plans it. @returns the plan's id @throws Error where it does not fit */
export async function saveAndPlan({ api }: Person, { deploymentId }: Scene): Promise<string> {
  const { etag } = await api.draft.get.query({ deploymentId });
  await api.configuration.stage.mutate({ deploymentId, etag });
  const { planId, diagnostics } = await api.plan.create.mutate({ deploymentId });
  if (planId === null) throw new Error(diagnostics.map(({ summary }) => summary).join(" "));
  return planId;
}

/** Agrees to everything and starts a run. @returns its id */
export async function startRun({ api }: Person, planId: string): Promise<string> {
  const { warnings } = await api.plan.get.query({ planId });
  const acknowledged = warnings.map(({ code, address }) => `${code} ${address}`);
  return (await api.run.create.mutate({ planId, acknowledged })).runId;
}

/** Saves, plans and installs the draft, and waits until that is over. */
export async function install(person: Person, scene: Scene): Promise<void> {
  const runId = await startRun(person, await saveAndPlan(person, scene));
  await expect
    .poll(async () => (await person.api.run.get.query({ runId })).state, { timeout: 60_000 })
    .toBe("succeeded");
}
