/** What a community of at most this many active users needs. */
export interface SizeStep<Values> {
  readonly activeUsersMax: number;
  readonly values: Values;
}

/**
 * Looks up what a community of this size needs: the first step whose bound is not exceeded. Beyond the last step, its
 * values grow in proportion to the users, rounded up, except those named as `fixed` (threads of one process, ports).
 *
 * @param steps in ascending order of their bound, with values that never fall; at least one
 */
export function bySize<Values extends Readonly<Record<string, number>>>(
  steps: readonly SizeStep<Values>[],
  activeUsers: number,
  fixed: readonly (keyof Values)[] = [],
): Values {
  const step = steps.find(({ activeUsersMax }) => activeUsers <= activeUsersMax);
  if (step) return step.values;
  const last = steps.at(-1);
  if (!last) throw new Error("a size table needs at least one step");
  return grown(last, activeUsers / last.activeUsersMax, fixed);
}

function grown<Values extends Readonly<Record<string, number>>>(
  step: SizeStep<Values>,
  factor: number,
  fixed: readonly (keyof Values)[],
): Values {
  const entries = Object.entries(step.values).map(
    ([name, value]) => [name, fixed.includes(name) ? value : Math.ceil(value * factor)] as const,
  );
  return Object.fromEntries(entries) as Values;
}
