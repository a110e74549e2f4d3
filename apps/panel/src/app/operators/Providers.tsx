import { Button, Status, Table } from "@allotment/ui";
import { ActionForm } from "../../parts/ActionForm.tsx";
import { getCaller, requireProvider } from "../../server/caller.ts";
import { texts } from "../../texts/texts.ts";
import { inviteProvider, resetPassword, setUserDisabled } from "./actions.ts";
import { Invitations } from "./Invitations.tsx";
import { linkLabels } from "./link-labels.ts";
import { LinkForm } from "./LinkForm.tsx";

/** The people who run the installation, and a link for another one. */
export async function Providers() {
  const t = texts("operators");
  const caller = await getCaller();
  const session = await requireProvider();
  const people = (await caller.user.list()).filter(({ role }) => role === "provider");
  const invitations = (await caller.invitation.list({})).filter(
    ({ userRole, kind, operatorId }) => kind === "reset" || (userRole === "provider" && operatorId === null),
  );
  return (
    <section aria-labelledby="providers-title" className="u-stack-loose">
      <div className="u-stack">
        <h2 id="providers-title">{t("providers.title")}</h2>
        <p className="u-soft c-prose">{t("providers.sentence")}</p>
      </div>
      <Table
        caption={t("providers.title")}
        captionHidden
        rows={people}
        rowKey={({ id }) => id}
        columns={[
          { key: "name", header: t("columns.person"), cell: ({ name }) => name },
          { key: "username", header: t("columns.username"), cell: ({ username }) => username },
          {
            key: "state",
            header: t("columns.state"),
            cell: ({ disabledAt }) => (
              <Status tone={disabledAt ? "warning" : "success"}>{t(disabledAt ? "disabled" : "active")}</Status>
            ),
          },
          {
            key: "actions",
            header: t("columns.actions"),
            cell: ({ id, disabledAt }) =>
              id === session.user.id ? (
                <span className="u-soft">{t("providers.self")}</span>
              ) : (
                <div className="c-actions">
                  <LinkForm
                    action={resetPassword}
                    id={`reset-${id}`}
                    hidden={{ userId: id }}
                    labels={linkLabels(t("member.reset"), "reset")}
                    size="small"
                  />
                  <ActionForm action={setUserDisabled} hidden={{ userId: id, disabled: String(!disabledAt) }}>
                    <Button type="submit" size="small">
                      {t(disabledAt ? "member.enable" : "member.disable")}
                    </Button>
                  </ActionForm>
                </div>
              ),
          },
        ]}
      />
      <LinkForm action={inviteProvider} id="invite-provider" labels={linkLabels(t("providers.invite"), "invite")} />
      <Invitations invitations={invitations} />
    </section>
  );
}
