/** What a community of at most this many active users needs. */
export interface SizeStep<Values> {
  readonly activeUsersMax: number;
  readonly values: Values;
}

/** An object whose values are all numbers. */
type Numbers<Values> = { readonly [Name in keyof Values]: number };

/**
 * What a community of this size needs. Up to the first bound it is the first step; between two bounds values grow in
 * proportion from one step to the next, rounded up, so that one more person never doubles a machine; beyond the last
 * bound they grow in proportion to the users. Those named as `fixed` (threads of one process, ports) take the value of
 * the step that is not exceeded.
 *
 * @param steps in ascending order of their bound, with values that never fall; at least one
 */
export function bySize<Values extends Numbers<Values>>(
  steps: readonly SizeStep<Values>[],
  activeUsers: number,
  fixed: readonly (keyof Values)[] = [],
): Values {
  const index = steps.findIndex(({ activeUsersMax }) => activeUsers <= activeUsersMax);
  const step = index === -1 ? steps.at(-1) : steps[index];
  if (!step) throw new Error("a size table needs at least one step");
  if (index === 0) return step.values;
  if (index === -1) return mapValues(step.values, fixed, (value) => value * (activeUsers / step.activeUsersMax));
  const before = steps[index - 1] ?? step;
  const share = (activeUsers - before.activeUsersMax) / (step.activeUsersMax - before.activeUsersMax);
  return mapValues(step.values, fixed, (value, name) => before.values[name] + (value - before.values[name]) * share);
}

function mapValues<Values extends Numbers<Values>>(
  values: Values,
  fixed: readonly (keyof Values)[],
  change: (value: number, name: keyof Values) => number,
): Values {
  const names = Object.keys(values) as (keyof Values)[];
  const entries = names.map((name) => {
    const value: number = values[name];
    return [name, fixed.includes(name) ? value : roundUp(change(value, name))] as const;
  });
  return Object.fromEntries(entries) as Values;
}

// Small estimates (GiB a day) keep a digit; 9 digits are cut first, so that 3.0000000004 does not become 4.
function roundUp(value: number): number {
  const exact = Number(value.toPrecision(9));
  return exact < 1 ? Math.ceil(exact * 10) / 10 : Math.ceil(exact);
}
