import type { ApplicationView, DeploymentView } from "@allotment/api";

/**
 * Permanent options of what is really live, with the reason, by instance. Practice freezes nothing.
 *
 * @param views the applications of the draft
 */
export function frozenFields(
  { environment, instances, live }: Pick<DeploymentView, "environment" | "instances" | "live">,
  views: readonly ApplicationView[],
  reason: string,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  if (environment.practice || live === null) return {};
  return Object.fromEntries(
    instances
      .filter(({ version }) => version !== null)
      .map(({ slug, application }) => {
        const properties = views.find(({ id }) => id === application)?.optionsSchema.properties ?? {};
        const permanent = Object.entries(properties).filter(([, option]) => option["x-allotment"].immutable === true);
        return [slug, Object.fromEntries(permanent.map(([name]) => [name, reason]))];
      }),
  );
}
