import { LinkButton, Notice, PageHeader } from "@allotment/ui";
import type { Metadata } from "next";
import { Contacts, workingContacts } from "../../parts/contacts/Contacts.tsx";
import { Shell } from "../../parts/Shell.tsx";
import { getCaller, requireSession } from "../../server/caller.ts";
import { texts } from "../../texts/texts.ts";
import { Relay } from "./Relay.tsx";

export const metadata: Metadata = { title: texts("notifications")("title") };

/** Who is told when something needs a hand: of the installation, for providers; of the person's own operators. */
export default async function NotificationsPage() {
  const { user, operators } = await requireSession();
  const t = texts("notifications");
  const isProvider = user.role === "provider";
  const owners = [
    ...(isProvider ? [{ operatorId: null, title: t("contacts.providerTitle") }] : []),
    ...operators.map(({ id, name }) => ({ operatorId: id, title: t("contacts.operatorTitle", { name }) })),
  ];
  const caller = await getCaller();
  const lists = await Promise.all(owners.map(({ operatorId }) => caller.contact.list({ operatorId })));
  const working = lists.reduce((sum, list) => sum + workingContacts(list), 0);
  const mailLeaves = lists.every((list) => list.mailLeaves);
  const role = isProvider ? "provider" : "operator";
  return (
    <Shell>
      <PageHeader
        title={t("title")}
        sentence={t(`sentence.${role}`)}
        number={{ value: working, label: t("number", { count: working }) }}
        action={
          <LinkButton href={`#add-${owners[0]?.operatorId ?? "provider"}`} variant="primary">
            {t("add")}
          </LinkButton>
        }
      />
      <div className="u-stack-loose">
        {!mailLeaves && (
          <Notice
            tone="warning"
            title={t("noRelay.title")}
            action={isProvider && <LinkButton href="#relay">{t("relay.title")}</LinkButton>}
          >
            <p>{t(`noRelay.${role}`)}</p>
          </Notice>
        )}
        {owners.map(({ operatorId, title }) => (
          <Contacts key={operatorId ?? ""} operatorId={operatorId} title={title} />
        ))}
        {isProvider && <Relay />}
      </div>
    </Shell>
  );
}
