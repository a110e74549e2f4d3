import { problemOf, type OperatorView } from "@allotment/api";
import { EmptyState, LinkButton, PageHeader, RadioCards, Status } from "@allotment/ui";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Contacts } from "../../../parts/contacts/Contacts.tsx";
import { Shell } from "../../../parts/Shell.tsx";
import { getCaller, requireProvider } from "../../../server/caller.ts";
import { texts } from "../../../texts/texts.ts";
import { inviteMember } from "../actions.ts";
import { Invitations } from "../Invitations.tsx";
import { linkLabels } from "../link-labels.ts";
import { LinkForm } from "../LinkForm.tsx";
import { Deployments } from "./Deployments.tsx";
import { Members } from "./Members.tsx";
import { OperatorSettings } from "./OperatorSettings.tsx";

interface Props {
  readonly params: Promise<{ readonly id: string }>;
}

/** The operator's name is the page's. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await operatorOf((await params).id)).operator.name };
}

/** One operator: its people, its links, its deployments. */
export default async function OperatorPage({ params }: Props) {
  const { operator, members } = await operatorOf((await params).id);
  const caller = await getCaller();
  const [invitations, deployments] = await Promise.all([
    caller.invitation.list({ operatorId: operator.id }),
    caller.deployment.list({ operatorId: operator.id }),
  ]);
  const t = texts("operators");
  const disabled = operator.disabledAt !== null;
  return (
    <Shell current="operators">
      <PageHeader
        breadcrumb={[{ href: "/operators", label: t("title") }]}
        breadcrumbLabel={texts("common")("breadcrumb")}
        title={operator.name}
        status={<Status tone={disabled ? "warning" : "success"}>{t(disabled ? "disabled" : "active")}</Status>}
        sentence={t(disabled ? "one.disabledSentence" : "one.sentence", { members: members.length })}
        number={{ value: deployments.length, label: t("one.count", { count: deployments.length }) }}
        action={
          <LinkButton href="#invite" variant="primary">
            {t("invite.title")}
          </LinkButton>
        }
      />
      <div className="u-stack-loose">
        {members.length === 0 ? (
          <EmptyState icon="user" title={t("members.emptyTitle")}>
            <p>{t("members.emptySentence")}</p>
          </EmptyState>
        ) : (
          <Members operatorId={operator.id} members={members} />
        )}
        <section id="invite" aria-labelledby="invite-title" className="u-stack">
          <h2 id="invite-title">{t("invite.title")}</h2>
          <p className="u-soft c-prose">{t("invite.sentence")}</p>
          <LinkForm
            action={inviteMember}
            id="invite"
            hidden={{ operatorId: operator.id }}
            labels={linkLabels(t("invite.submit"), "invite")}
            variant="primary"
            disabledReason={disabled ? t("invite.disabledReason") : undefined}
          >
            <RadioCards
              label={t("invite.role")}
              name="memberRole"
              defaultValue={members.length === 0 ? "owner" : "editor"}
              options={(["owner", "editor"] as const).map((role) => ({
                value: role,
                label: t(`roles.${role}.title`),
                description: t(`roles.${role}.sentence`),
              }))}
            />
          </LinkForm>
        </section>
        <Contacts operatorId={operator.id} title={texts("notifications")("title")} />
        <Invitations invitations={invitations} />
        <Deployments deployments={deployments} />
        <OperatorSettings operator={operator} deployments={deployments.length} />
      </div>
    </Shell>
  );
}

const operatorOf = cache(async (operatorId: string): Promise<OperatorView> => {
  await requireProvider();
  try {
    return await (await getCaller()).operator.get({ operatorId: operatorId.slice(0, 64) });
  } catch (error) {
    if (problemOf(error)?.code === "not-found") notFound();
    throw error;
  }
});
