import type { Actor, SystemActor, UserRole } from "../actor.ts";
import type { InvitationRecord, MemberRole } from "../records.ts";
import type { StoreResult } from "../result.ts";

/** An invitation with the token of its link, which cannot be read again. */
export interface NewInvitation {
  readonly invitation: InvitationRecord;
  /** 43 letters, digits, `-` and `_`. */
  readonly token: string;
}

/** Links that make an account, a membership or a new password. */
export interface InvitationRepository {
  /**
   * The link for the provider's first account, valid for 7 days. Earlier ones stop working.
   * Null once there is a provider account.
   */
  ensureSetup(actor: SystemActor, params: Readonly<Record<string, never>>): Promise<NewInvitation | null>;
  /** Valid for 7 days. A provider invites anybody; an owner invites into the own operator only. */
  invite(
    actor: Actor,
    params: Readonly<{
      userRole: UserRole;
      /** Null only for another provider. */
      operatorId: string | null;
      memberRole: MemberRole | null;
    }>,
  ): Promise<StoreResult<NewInvitation>>;
  /** A link for a new password, valid for one day. Providers (and the command line, as system). */
  reset(actor: Actor, params: Readonly<{ userId: string }>): Promise<StoreResult<NewInvitation>>;
  /** Newest first. Providers see all, owners those of their operators. */
  list(actor: Actor, params: Readonly<{ operatorId?: string }>): Promise<readonly InvitationRecord[]>;
  revoke(actor: Actor, params: Readonly<{ invitationId: string }>): Promise<StoreResult<InvitationRecord>>;
  /** What a link is for; null when it was used, revoked, is too old or never was. */
  find(actor: SystemActor, params: Readonly<{ token: string }>): Promise<InvitationRecord | null>;
  /**
   * Uses the link, once: gives the user its role and membership (`setup`, `invite`), or only marks it used (`reset`).
   * Of two people with one link, one wins.
   */
  accept(
    actor: SystemActor,
    params: Readonly<{ token: string; userId: string }>,
  ): Promise<StoreResult<InvitationRecord>>;
}
