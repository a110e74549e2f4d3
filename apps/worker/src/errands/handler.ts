import type { WorkerKeys } from "@allotment/secrets";
import type { ErrandKind, ErrandOf, ErrandResults, Store, WorkerActor } from "@allotment/store";
import type { Resolver } from "../names/resolver.ts";

/** What handlers of errands work with. */
export interface ErrandSurroundings {
  readonly store: Store;
  readonly actor: WorkerActor;
  readonly keys: WorkerKeys;
  /** File with the key by which the worker logs in on machines. */
  readonly sshKeyFile: string;
  /** What resolves names. */
  readonly resolver: Resolver;
}

/** The same, with the end of this errand. */
export interface ErrandContext extends ErrandSurroundings {
  /** Aborted when the time is up or the worker stops. */
  readonly signal: AbortSignal;
}

/**
 * Does one kind of errand. What was looked at and found wrong is an answer; only what hinders looking is thrown. An
 * answer holds no secret, and what came from elsewhere is clipped.
 *
 * Errands are for providers, who name the addresses: they could reach whatever the worker reaches. So a handler never
 * follows a redirect, never repeats what an address answered but in a clipped line, and sends secrets only to the host of
 * the offer that they belong to.
 *
 * @throws ErrandTrouble when it cannot be done
 */
export type Handler<Kind extends ErrandKind> = (
  errand: ErrandOf<Kind>,
  context: ErrandContext,
) => Promise<ErrandResults[Kind]>;

/** One handler for each kind. */
export type Handlers = { readonly [Kind in ErrandKind]: Handler<Kind> };

/** An errand cannot be done; the code has sentences at `errands.problems`. */
export class ErrandTrouble extends Error {
  readonly code: "gone";

  constructor(code: "gone") {
    super(`the errand cannot be done: ${code}`);
    this.name = "ErrandTrouble";
    this.code = code;
  }
}
