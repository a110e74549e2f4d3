import type { Slug } from "@allotment/model";
import type { Actor, SystemActor } from "../actor.ts";
import type { Claimable, ClaimRecord, ErrandOf } from "../records.ts";
import type { StoreResult } from "../result.ts";

/** A new link; its token is told this once. */
export interface NewClaim {
  readonly claim: ClaimRecord;
  readonly token: string;
  /** Whether the link before was being used at that moment; what it was about to show is withheld. */
  readonly stopped: boolean;
}

/** A link that can be used, with what it leads to. */
export interface OpenClaim extends Omit<Claimable, "claim"> {
  readonly claim: ClaimRecord;
}

/** Links for first administrators. Whoever has a token needs no account: the server asks for them as the system. */
export interface ClaimRepository {
  /**
   * What there is to claim in what is deployed, by instance; nothing in practice, before the first success, and for who
   * may not see the deployment.
   */
  list(actor: Actor, params: Readonly<{ deploymentId: string }>): Promise<readonly Claimable[]>;
  /**
   * Makes a link and ends the one before, with what it had sent the worker for. For owners of the deployment's operator
   * and providers.
   */
  renew(actor: Actor, params: Readonly<{ deploymentId: string; instance: Slug }>): Promise<StoreResult<NewClaim>>;
  /** What a token opens; null when it was used, ended, is too old, or never was. */
  find(actor: SystemActor, params: Readonly<{ token: string }>): Promise<OpenClaim | null>;
  /**
   * Sends the worker for what is shown, sealed to a key that the browser made (`age1…`). The link is used up when the
   * worker has sealed it, so a failure costs nothing. While one is under way, that one comes back for the same key.
   */
  reveal(
    actor: SystemActor,
    params: Readonly<{ token: string; recipient: string }>,
  ): Promise<StoreResult<ErrandOf<"reveal">>>;
  /** The errand that this token started; null when it is over and forgotten, the link was ended, or it is another one's. */
  errand(actor: SystemActor, params: Readonly<{ token: string; errandId: string }>): Promise<ErrandOf<"reveal"> | null>;
  /** Forgets what was sealed, once the browser has shown it. */
  forget(actor: SystemActor, params: Readonly<{ token: string; errandId: string }>): Promise<StoreResult<null>>;
}
