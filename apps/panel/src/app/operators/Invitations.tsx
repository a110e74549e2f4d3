import type { InvitationView } from "@allotment/api";
import { Button, Status, Table, type Tone } from "@allotment/ui";
import { ActionForm } from "../../parts/ActionForm.tsx";
import { momentText } from "../../parts/moments.ts";
import { texts } from "../../texts/texts.ts";
import { revokeInvitation } from "./actions.ts";

const tones: Readonly<Record<InvitationView["state"], Tone>> = {
  open: "info",
  used: "success",
  revoked: "neutral",
  expired: "warning",
};

/** Links that were given out, with a button to withdraw those that still open something. Nothing is shown for none. */
export function Invitations({ invitations }: { readonly invitations: readonly InvitationView[] }) {
  if (invitations.length === 0) return null;
  const t = texts("operators");
  return (
    <Table
      caption={t("invitations.title")}
      rows={invitations}
      rowKey={({ id }) => id}
      columns={[
        { key: "for", header: t("invitations.for"), cell: purposeOf },
        {
          key: "state",
          header: t("columns.state"),
          cell: ({ state }) => <Status tone={tones[state]}>{t(`invitations.states.${state}`)}</Status>,
        },
        { key: "made", header: t("invitations.made"), cell: ({ createdAt }) => momentText(createdAt) },
        {
          key: "until",
          header: t("invitations.until"),
          cell: ({ expiresAt, state }) => (state === "open" ? momentText(expiresAt) : null),
        },
        {
          key: "actions",
          header: t("columns.actions"),
          cell: ({ id, state }) =>
            state === "open" ? (
              <ActionForm action={revokeInvitation} hidden={{ invitationId: id }} inline>
                <Button type="submit" size="small">
                  {t("invitations.revoke")}
                </Button>
              </ActionForm>
            ) : null,
        },
      ]}
    />
  );
}

function purposeOf({ kind, memberRole }: InvitationView): string {
  const t = texts("operators");
  if (kind === "reset" || kind === "setup") return t(`invitations.${kind}`);
  return memberRole === null ? t("invitations.provider") : t(`invitations.${memberRole}`);
}
