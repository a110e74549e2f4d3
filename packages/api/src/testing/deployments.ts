import type { Configuration } from "@allotment/model";
import { practiceSlug } from "../environment/create-practice.ts";
import type { TestPerson } from "./people.ts";

/** A configuration of the given instances, backups as they start. */
export function configurationOf(
  applications: Readonly<Record<string, Configuration["applications"][string]>>,
): Configuration {
  return {
    schemaVersion: 1,
    applications: { ...applications },
    backups: { enabled: true, schedule: "daily", time: "02:30", retention: { daily: 7, weekly: 4, monthly: 6 } },
  };
}

/** Pixelfed with everything that it cannot do without. */
export function pixelfed(
  domain: string,
  options: Readonly<Record<string, unknown>> = {},
): Configuration["applications"][string] {
  return {
    application: "pixelfed",
    options: { domain, contactEmail: "people@choir.example", expectedActiveUsers: 50, ...options },
  };
}

/** Id of the environment for practice. */
export async function practiceId(person: TestPerson): Promise<string> {
  const environments = await person.caller.environment.list();
  const practice = environments.find(({ slug }) => slug === practiceSlug);
  if (!practice) throw new Error("there is no environment for practice");
  return practice.id;
}

/** A deployment in the environment for practice with one Pixelfed named `photos`. */
export async function deploymentWith(
  person: TestPerson & { readonly operatorId: string },
  slug: string,
  domain: string,
): Promise<string> {
  const { deploymentId } = await person.caller.deployment.create({
    operatorId: person.operatorId,
    environmentId: await practiceId(person),
    slug,
    title: slug,
    applications: { photos: pixelfed(domain) },
  });
  return deploymentId;
}
