import { expect } from "@playwright/test";
import { hostKey } from "./host-key.ts";
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

/** More machines for practice than a file of tests takes. */
const moreMachines = 12;

/**
 * Lets practice pass quickly – every pretended step takes at most so long –, with machines for every test of a file, and
 * makes the community that drafts belong to.
 */
export async function preparePractice({ api }: Person, stepMillisecondsMax: number): Promise<void> {
  await api.operator.create.mutate({ name: "City choir" });
  const { id, revisionId, document } = await api.environment.get.query({ slug: "practice" });
  const { machine } = document.offers;
  const more = Array.from({ length: moreMachines }, (_, index) => [
    `more-${index + 1}`,
    {
      ...Object.values(machine)[0],
      ipv4: `192.0.2.${100 + index}`,
      ipv6: `2001:db8::${100 + index}`,
      hostPublicKey: hostKey(),
    },
  ]);
  const source = {
    document: {
      ...document,
      offers: { ...document.offers, machine: { ...machine, ...Object.fromEntries(more) } },
      rehearsal: { seed: 1, stepMillisecondsMax },
    },
  };
  await api.environment.set.mutate({ environmentId: id, basedOnRevisionId: revisionId, source });
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
  const acknowledged = warnings.map(({ code }) => code);
  return (await api.run.create.mutate({ planId, acknowledged })).runId;
}

/** Saves, plans and installs the draft, and waits until that is over. @returns the id of the run */
export async function install(
  person: Person,
  scene: Scene,
  end: "succeeded" | "failed" = "succeeded",
): Promise<string> {
  const runId = await startRun(person, await saveAndPlan(person, scene));
  await expect.poll(async () => (await person.api.run.get.query({ runId })).state, { timeout: 60_000 }).toBe(end);
  return runId;
}

/** Mastodon, Pixelfed and PeerTube with recommended options for 200 people, saved and planned. */
export async function createDraftOfThree(person: Person, slug: string, title = slug): Promise<Scene> {
  const { api } = person;
  const operatorId = (await api.session.get.query())?.operators[0]?.id ?? "";
  const environments = await api.environment.list.query({ operatorId });
  const applications = await Promise.all(
    Object.entries(three).map(async ([name, { application, options }]) => {
      const recommended = await api.application.recommend.query({ application, expectedActiveUsers: 200 });
      const hosts = { domain: `${name}.${slug}.example`, mediaDomain: `files.${name}.${slug}.example` };
      return [name, { application, options: { ...recommended, ...hosts, ...options } }] as const;
    }),
  );
  const { deploymentId } = await api.deployment.create.mutate({
    operatorId,
    environmentId: environments.find(({ practice }) => practice)?.id ?? "",
    slug,
    title,
    applications: Object.fromEntries(applications),
  });
  const scene = { deploymentId, slug };
  await saveAndPlan(person, scene);
  return scene;
}

const email = "people@choir.example";

/** What only a person can say of each, by instance. */
const three = {
  social: { application: "mastodon", options: { contactEmail: email, adminUsername: "conductor" } },
  pictures: { application: "pixelfed", options: { contactEmail: email } },
  videos: { application: "peertube", options: { adminEmail: email } },
} as const;
