import type { OperatorView } from "@allotment/api";
import { Button, Dialog, Status, Table } from "@allotment/ui";
import { ActionForm } from "../../../parts/ActionForm.tsx";
import { momentText } from "../../../parts/moments.ts";
import { texts } from "../../../texts/texts.ts";
import { removeMember, resetPassword, setUserDisabled } from "../actions.ts";
import { linkLabels } from "../link-labels.ts";
import { LinkForm } from "../LinkForm.tsx";

type Member = OperatorView["members"][number];

/** The people of an operator, with a link for a new password and what ends an account. */
export function Members(props: { readonly operatorId: string; readonly members: OperatorView["members"] }) {
  const t = texts("operators");
  return (
    <Table
      caption={t("members.title")}
      rows={props.members}
      rowKey={({ user }) => user.id}
      columns={[
        {
          key: "name",
          header: t("columns.person"),
          cell: ({ user }) => (
            <>
              {user.name} <span className="u-soft">({user.username})</span>
            </>
          ),
        },
        { key: "role", header: t("columns.role"), cell: ({ role }) => t(`roles.${role}.title`) },
        {
          key: "state",
          header: t("columns.state"),
          cell: ({ user }) => (
            <Status tone={user.disabledAt ? "warning" : "success"}>{t(user.disabledAt ? "disabled" : "active")}</Status>
          ),
        },
        { key: "since", header: t("columns.since"), cell: ({ since }) => momentText(since) },
        {
          key: "actions",
          header: t("columns.actions"),
          cell: (member) => <MemberActions operatorId={props.operatorId} member={member} />,
        },
      ]}
    />
  );
}

function MemberActions({ operatorId, member: { user } }: { readonly operatorId: string; readonly member: Member }) {
  const t = texts("operators");
  const disabled = user.disabledAt !== null;
  return (
    <div className="c-actions">
      <LinkForm
        action={resetPassword}
        id={`reset-${user.id}`}
        hidden={{ userId: user.id }}
        labels={linkLabels(t("member.reset"), "reset")}
        size="small"
      />
      <ActionForm action={setUserDisabled} hidden={{ userId: user.id, disabled: String(!disabled) }} inline>
        <Button type="submit" size="small">
          {t(disabled ? "member.enable" : "member.disable")}
        </Button>
      </ActionForm>
      <Dialog
        openLabel={t("member.remove")}
        openVariant="quiet"
        title={t("member.removeTitle", { name: user.name })}
        cancelLabel={texts("common")("cancel")}
        action={
          <ActionForm action={removeMember} hidden={{ operatorId, userId: user.id }} inline>
            <Button type="submit" variant="danger">
              {t("member.remove")}
            </Button>
          </ActionForm>
        }
      >
        <p>{t("member.removeSentence")}</p>
      </Dialog>
    </div>
  );
}
