import { system, type MemberRole, type UserRole } from "@allotment/store";
import { z } from "zod";
import { token } from "../inputs.ts";
import { anybody } from "../trpc.ts";

/** What a link is for, as whoever opens it reads it. */
export interface InvitationPurpose {
  readonly kind: "invite" | "reset";
  readonly userRole: UserRole;
  /** Where it leads into; null for providers and resets. */
  readonly operatorName: string | null;
  readonly memberRole: MemberRole | null;
  /** Whose password; only for a reset. */
  readonly username: string | null;
}

/** What a link is for; null when it was used, revoked, is too old or never was. */
export const check = anybody
  .input(z.object({ token }))
  .query(async ({ ctx: { store }, input }): Promise<InvitationPurpose | null> => {
    const invitation = await store.invitations.find(system, { token: input.token });
    if (invitation === null || invitation.kind === "setup") return null;
    const { kind, userRole, operatorId, memberRole, userId } = invitation;
    const operator = operatorId === null ? null : await store.operators.get(system, { operatorId });
    const user = userId === null ? null : await store.users.get(system, { userId });
    return { kind, userRole, operatorName: operator?.name ?? null, memberRole, username: user?.username ?? null };
  });
