/**
 * Largest matching between groups and machines (Kuhn's augmenting paths): each group gets one of its candidates, each
 * machine at most one group. Earlier groups and earlier candidates are preferred, and a group is moved off its
 * candidate only when that lets another one in, so more machines never place fewer groups.
 *
 * @param candidates for each group the machines that could take it, best first
 * @returns for each group the index into `candidates`' values that it got, or null
 */
export function matchGroups(candidates: readonly (readonly string[])[]): readonly (string | null)[] {
  const groupOf = new Map<string, number>();
  candidates.forEach((_, group) => place(group, candidates, groupOf, new Set()));
  const result: (string | null)[] = candidates.map(() => null);
  for (const [machine, group] of groupOf) result[group] = machine;
  return result;
}

// A free machine first; only when there is none is another group asked to move to one of its other candidates.
function place(
  group: number,
  candidates: readonly (readonly string[])[],
  groupOf: Map<string, number>,
  tried: Set<string>,
): boolean {
  const own = candidates[group] ?? [];
  const free = own.find((machine) => !groupOf.has(machine));
  if (free !== undefined) {
    groupOf.set(free, group);
    return true;
  }
  for (const machine of own) {
    if (tried.has(machine)) continue;
    tried.add(machine);
    const holder = groupOf.get(machine);
    if (holder !== undefined && place(holder, candidates, groupOf, tried)) {
      groupOf.set(machine, group);
      return true;
    }
  }
  return false;
}
