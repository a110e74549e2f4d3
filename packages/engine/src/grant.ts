const minted = new WeakSet<MutationGrant>();

/**
 * The right to change something outside of Allotment. Only a run that holds a lease gets one, so that code which
 * previews cannot change anything by mistake: it has nothing to pass.
 */
export interface MutationGrant {
  /** Fencing number of the lease it belongs to. */
  readonly fencing: number;
}

/** Makes a grant for the holder of a lease. For the run's reconciler and for contract suites. */
export function grantMutation(fencing: number): MutationGrant {
  const grant: MutationGrant = Object.freeze({ fencing });
  minted.add(grant);
  return grant;
}

/** @throws Error for anything that `grantMutation` did not make. Adapters call it first in every phase that changes something. */
export function assertGrant(grant: MutationGrant): void {
  if (!minted.has(grant)) throw new Error("Something was to be changed without a grant.");
}
