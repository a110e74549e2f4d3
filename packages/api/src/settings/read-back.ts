import { findApplication } from "@allotment/catalogue";
import type { Description } from "@allotment/model";
import type { CheckRecord, SettingsSeen, Store, UserActor } from "@allotment/store";
import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { applicationName } from "../view/application-name.ts";
import { choiceTitle } from "../view/choice-title.ts";

/** An option that holds something else inside its application than was installed. */
export interface ChangedInsideView {
  readonly option: string;
  /** Label of the option. */
  readonly title: string;
  /** As installed, a choice by its title; null where the option was left out. */
  readonly here: unknown;
  readonly inside: unknown;
  /** Whether that is a value of the option, so that it can be kept. */
  readonly fits: boolean;
  /** When it was seen first, as an instant. */
  readonly since: string;
}

/** What an instance holds of the settings that it was given. */
export interface InstanceSettingsView {
  readonly instance: string;
  readonly application: string;
  /** Whether it could say at the last look; false also before the first one. */
  readonly answered: boolean;
  /** When it last said so; null for never. */
  readonly answeredAt: string | null;
  readonly changed: readonly ChangedInsideView[];
}

/** Settings that were changed inside applications: for each instance that can say, what differs from what is deployed. */
export const readBack = signedIn
  .input(z.object({ deploymentId: id }))
  .query(async ({ ctx: { store, plans, actor }, input }): Promise<readonly InstanceSettingsView[]> => {
    const deployment = found(await store.deployments.get(actor, input));
    const description = await plans.reader.description(deployment.deployedPlanId);
    const seen = await settingsSeen(store, actor, input.deploymentId);
    return seen.flatMap(([instance, facts]) => viewOf(description, instance, facts) ?? []);
  });

/** What was seen of each instance at the last look. */
export async function settingsSeen(
  store: Store,
  actor: UserActor,
  deploymentId: string,
): Promise<readonly (readonly [instance: string, facts: SettingsSeen | null])[]> {
  const checks = await store.checks.list(actor, { deploymentId });
  return checks.flatMap((check) =>
    isOfSettings(check) ? [[check.subject, check.result?.facts ?? null] as const] : [],
  );
}

function isOfSettings(check: CheckRecord): check is Extract<CheckRecord, { readonly kind: "settings" }> {
  return check.kind === "settings";
}

function viewOf(
  description: Description | null,
  instance: string,
  facts: SettingsSeen | null,
): InstanceSettingsView | null {
  const described = description?.instances[instance];
  if (described === undefined) return null;
  const properties = findApplication(described.application)?.optionsSchema.properties ?? {};
  return {
    instance,
    application: applicationName(described.application),
    answered: facts?.answered ?? false,
    answeredAt: facts?.answeredAt ?? null,
    changed: (facts?.changed ?? []).map((one) => {
      const option = properties[one.option];
      const { here, inside } = { here: choiceTitle(option, one.here), inside: choiceTitle(option, one.inside) };
      return { ...one, title: option?.title ?? one.option, here, inside };
    }),
  };
}
