import type { InvitationKind, InvitationRecord, MemberRole, UserRole } from "@allotment/store";

/** A link that was given out. Its token cannot be read again. */
export interface InvitationView {
  readonly id: string;
  readonly kind: InvitationKind;
  readonly userRole: UserRole;
  readonly operatorId: string | null;
  readonly operatorName: string | null;
  readonly memberRole: MemberRole | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly state: "open" | "used" | "revoked" | "expired";
}

/** A link to copy. It is shown once. */
export interface NewInvitationView {
  readonly invitation: InvitationView;
  readonly url: string;
}

/** @param now ISO 8601 */
export function invitationView(record: InvitationRecord, operatorName: string | null, now: string): InvitationView {
  const { id, kind, userRole, operatorId, memberRole, createdAt, expiresAt } = record;
  return {
    id,
    kind,
    userRole,
    operatorId,
    operatorName,
    memberRole,
    createdAt,
    expiresAt,
    state: stateOf(record, now),
  };
}

function stateOf({ usedAt, revokedAt, expiresAt }: InvitationRecord, now: string): InvitationView["state"] {
  if (usedAt !== null) return "used";
  if (revokedAt !== null) return "revoked";
  return expiresAt <= now ? "expired" : "open";
}

/** The address of a link: `/setup` for the first account, `/invitation` for everything else. */
export function invitationUrl(publicUrl: string, kind: InvitationKind, token: string): string {
  return `${publicUrl}/${kind === "setup" ? "setup" : "invitation"}?token=${encodeURIComponent(token)}`;
}
