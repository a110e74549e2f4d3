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
  const before = index === -1 ? step : (steps[index - 1] ?? step);
  const last = index === -1;
  const share = last ? 0 : (activeUsers - before.activeUsersMax) / (step.activeUsersMax - before.activeUsersMax);
  const names = Object.keys(step.values) as (keyof Values)[];
  const entries = names.map((name) => {
    const [from, to] = [before.values[name], step.values[name]];
    if (fixed.includes(name)) return [name, to] as const;
    const value = last ? to * (activeUsers / step.activeUsersMax) : from + (to - from) * share;
    return [name, roundUp(value, Number.isInteger(from) && Number.isInteger(to))] as const;
  });
  return Object.fromEntries(entries) as Values;
}

// Between whole numbers (processes, MiB) values are whole; small estimates (GiB a day) keep a digit. 9 digits are cut
// first, so that 3.0000000004 does not become 4.
function roundUp(value: number, whole: boolean): number {
  const exact = Number(value.toPrecision(9));
  return whole || exact >= 1 ? Math.ceil(exact) : Math.ceil(exact * 10) / 10;
}
