/** Somebody else holds the run now: stop at once and write nothing more. */
export class LeaseLostError extends Error {
  override readonly name = "LeaseLostError";
}

/** Somebody asked to cancel the run. */
export class CancelRequestedError extends Error {
  override readonly name = "CancelRequestedError";
}

/** The state has lasted longer than it may. */
export class DeadlineError extends Error {
  override readonly name = "DeadlineError";
}

/** The worker is being stopped: another one, or the same one later, goes on. */
export class ShutdownError extends Error {
  override readonly name = "ShutdownError";
}
