/** What a community of at most this many active users needs. */
export interface SizeStep<Values> {
  readonly activeUsersMax: number;
  readonly values: Values;
}

/** An object whose values are all numbers. */
type Numbers<Values> = { readonly [Name in keyof Values]: number };

/**
 * Looks up what a community of this size needs: the first step whose bound is not exceeded. Beyond the last step, its
 * values grow in proportion to the users, rounded up, except those named as `fixed` (threads of one process, ports).
 *
 * @param steps in ascending order of their bound, with values that never fall; at least one
 */
export function bySize<Values extends Numbers<Values>>(
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

function grown<Values extends Numbers<Values>>(
  step: SizeStep<Values>,
  factor: number,
  fixed: readonly (keyof Values)[],
): Values {
  const names: readonly string[] = fixed.map(String);
  const entries = Object.entries<number>(step.values).map(
    ([name, value]) => [name, names.includes(name) ? value : Math.ceil(value * factor)] as const,
  );
  return Object.fromEntries(entries) as Values;
}
