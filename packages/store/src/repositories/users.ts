import type { Actor, SystemActor, UserActor } from "../actor.ts";
import type { UserRecord } from "../records.ts";
import type { StoreResult } from "../result.ts";

/** People with an account. Accounts are made by the sign-in library; this gives them their place. */
export interface UserRepository {
  /** Who is signed in, with present memberships; null when there is no such user or the account is disabled. */
  actorOf(actor: SystemActor, params: Readonly<{ userId: string }>): Promise<UserActor | null>;
  /** Providers see everybody; others see the members of their operators. By name. */
  list(actor: Actor, params: Readonly<Record<string, never>>): Promise<readonly UserRecord[]>;
  get(actor: Actor, params: Readonly<{ userId: string }>): Promise<UserRecord | null>;
  /** Providers, and the command line as system. Disabling ends every session and link at once. The last provider cannot be disabled. */
  setDisabled(actor: Actor, params: Readonly<{ userId: string; disabled: boolean }>): Promise<StoreResult<UserRecord>>;
  /** Ends every session of the user, and every open link to set the password: after a new password. */
  endSessions(actor: SystemActor, params: Readonly<{ userId: string }>): Promise<void>;
  /**
   * Removes accounts that were made and never got a place, because the program ended in between: their user names would
   * be taken for ever. Before anything else starts. @returns how many
   */
  discardUnfinished(actor: SystemActor, params: Readonly<Record<string, never>>): Promise<number>;
  /** Removes an account that has no place yet: when accepting its invitation failed. */
  discard(actor: SystemActor, params: Readonly<{ userId: string }>): Promise<StoreResult<null>>;
}
