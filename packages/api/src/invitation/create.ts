import { z } from "zod";
import { ApiError } from "../errors/api-error.ts";
import { found, valueOf } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { invitationUrl, invitationView, type NewInvitationView } from "./view.ts";

const input = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("provider") }),
  z.object({ kind: z.literal("member"), operatorId: id, memberRole: z.enum(["owner", "editor"]) }),
  z.object({ kind: z.literal("reset"), userId: id }),
]);

/**
 * Makes a link to copy: for another provider, a member of an operator, or a new password. A new operator is made by
 * `operator.create`, its first member invited here. Owners invite into their own operators only.
 */
export const create = signedIn.input(input).mutation(async ({ ctx, input: wanted }): Promise<NewInvitationView> => {
  const { store, actor, settings } = ctx;
  if (wanted.kind === "reset" && actor.role !== "provider") throw new ApiError("forbidden");
  if (wanted.kind === "provider" && actor.role !== "provider") throw new ApiError("forbidden");
  const operator =
    wanted.kind === "member" ? found(await store.operators.get(actor, { operatorId: wanted.operatorId })) : null;
  const made = valueOf(
    wanted.kind === "reset"
      ? await store.invitations.reset(actor, { userId: wanted.userId })
      : await store.invitations.invite(actor, {
          userRole: wanted.kind === "provider" ? "provider" : "operator",
          operatorId: operator?.id ?? null,
          memberRole: wanted.kind === "member" ? wanted.memberRole : null,
        }),
  );
  return {
    invitation: invitationView(made.invitation, operator?.name ?? null, made.invitation.createdAt),
    url: invitationUrl(settings.publicUrl, made.invitation.kind, made.token),
  };
});
