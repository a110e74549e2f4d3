import "server-only";
import type { ApplicationView, Caller } from "@allotment/api";
import { rawTexts } from "../../../texts/texts.ts";
import { steps, type Choices, type InstanceChoice, type StepName } from "./choices.ts";

/** What is wrong with the addresses of one application, by field. */
export interface InstanceErrors {
  readonly slug?: string | undefined;
  readonly web?: string | undefined;
  readonly media?: string | undefined;
}

/** How far the choices go: the step to show, with what is wrong there. */
export interface CheckedChoices {
  readonly step: StepName;
  readonly error: string | undefined;
  readonly instances: Readonly<Record<string, InstanceErrors>>;
}

/**
 * The step that was asked for, or the first before it that is not done. What is wrong is said only where the person
 * tried to go on.
 */
export async function checkChoices(
  caller: Caller,
  choices: Choices,
  applications: readonly ApplicationView[],
): Promise<CheckedChoices> {
  const labels = rawTexts("newDeployment");
  const wanted = steps.indexOf(choices.step);
  const stop = (step: StepName, error?: string): CheckedChoices => ({ step, error, instances: {} });
  if (wanted > 0 && applications.length === 0) return stop("applications", labels.applications.missing);
  if (wanted > 1) {
    if (choices.base === "") return stop("domain", labels.domain.missing);
    const { host } = await caller.domain.check({ host: choices.base });
    if (host === null) return stop("domain", labels.domain.invalid);
  }
  if (wanted > 2) {
    const instances = await instanceErrors(caller, choices, applications);
    if (Object.keys(instances).length > 0) return { step: "addresses", error: undefined, instances };
  }
  if (wanted > 3 && choices.environment === "") return stop("place", labels.place.missing);
  return stop(choices.step);
}

async function instanceErrors(
  caller: Caller,
  { instances }: Choices,
  applications: readonly ApplicationView[],
): Promise<Readonly<Record<string, InstanceErrors>>> {
  const given = applications.map(({ id }): [string, InstanceChoice] => [
    id,
    instances[id] ?? { slug: "", web: "", media: "" },
  ]);
  const slugs = given.map(([, { slug }]) => slug);
  const hosts = given.flatMap(([, { web, media }]) => [web, media]).filter((host) => host !== "");
  const checked = await Promise.all(
    given.map(async ([id, { slug, web, media }]): Promise<[string, InstanceErrors]> => [
      id,
      {
        slug: slugError(slug, slugs),
        web: await hostError(caller, web, hosts),
        media: media === "" ? undefined : await hostError(caller, media, hosts),
      },
    ]),
  );
  return Object.fromEntries(checked.filter(([, errors]) => Object.values(errors).some((error) => error !== undefined)));
}

function slugError(slug: string, all: readonly string[]): string | undefined {
  const { errors } = rawTexts("newDeployment").addresses;
  if (!/^[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?$/.test(slug)) return errors.slug;
  return all.filter((one) => one === slug).length > 1 ? errors.slugTwice : undefined;
}

async function hostError(caller: Caller, text: string, all: readonly string[]): Promise<string | undefined> {
  const { check, errors } = rawTexts("newDeployment").addresses;
  const { host, availability } = await caller.domain.check({ host: text });
  if (host === null) return check.invalid;
  if (availability === "taken") return check.taken;
  return all.filter((one) => one === text).length > 1 ? errors.twice : undefined;
}
