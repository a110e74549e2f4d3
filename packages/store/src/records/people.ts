import type { UserRole } from "../actor.ts";
import type { Instant } from "./common.ts";

/** An account. The password hash stays with the sign-in library. */
export interface UserRecord {
  readonly id: string;
  readonly username: string;
  /** Name that others read. */
  readonly name: string;
  readonly role: UserRole;
  /** Null while the person may sign in. */
  readonly disabledAt: Instant | null;
  readonly createdAt: Instant;
}

/** An organisation that runs communities. */
export interface OperatorRecord {
  readonly id: string;
  readonly name: string;
  readonly disabledAt: Instant | null;
  readonly createdAt: Instant;
}

/** `owner`: may invite and remove members. `editor`: everything else. */
export type MemberRole = "owner" | "editor";

/** A user in an operator. */
export interface MemberRecord {
  readonly operatorId: string;
  readonly user: UserRecord;
  readonly role: MemberRole;
  readonly since: Instant;
}

/** `setup`: the provider's first account. `invite`: a new person. `reset`: a new password for somebody. */
export type InvitationKind = "setup" | "invite" | "reset";

/** A link that can be used once. The store keeps only the SHA-256 of its token. */
export interface InvitationRecord {
  readonly id: string;
  readonly kind: InvitationKind;
  /** Role of the account it makes; unused by `reset`. */
  readonly userRole: UserRole;
  /** Operator that it leads into; null for providers and resets. */
  readonly operatorId: string | null;
  readonly memberRole: MemberRole | null;
  /** Whose password; only for `reset`. */
  readonly userId: string | null;
  readonly createdBy: string | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly usedAt: Instant | null;
  readonly revokedAt: Instant | null;
}
