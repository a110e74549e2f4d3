import type { ContactsView, ContactView, DeliveryView } from "@allotment/api";
import { Button, Dialog, EmptyState, Status, Table, TextField, type Tone } from "@allotment/ui";
import { getCaller } from "../../server/caller.ts";
import { texts } from "../../texts/texts.ts";
import { ActionForm } from "../ActionForm.tsx";
import { momentText } from "../moments.ts";
import { confirmContact, removeContact, testContact } from "./actions.ts";
import { Deliveries } from "./Deliveries.tsx";
import { NewContact } from "./NewContact.tsx";

/** Who is told of an operator's troubles, or of the provider's (null): contacts, what was sent to them, and adding one. */
export async function Contacts({ operatorId, title }: { readonly operatorId: string | null; readonly title: string }) {
  const t = texts("notifications");
  const caller = await getCaller();
  const id = `contacts-${operatorId ?? "provider"}`;
  const { contacts, mayManage } = await caller.contact.list({ operatorId });
  const sent = await Promise.all(
    contacts.map(async (contact) => ({
      contact,
      deliveries: await caller.contact.deliveries({ contactId: contact.id }),
    })),
  );
  return (
    <section className="u-stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ContactTable title={title} operatorId={operatorId} contacts={sent} mayManage={mayManage} />
      {sent.map(({ contact, deliveries }) => (
        <Deliveries key={contact.id} contact={contact} deliveries={deliveries} mayManage={mayManage} />
      ))}
      {mayManage ? <NewContact operatorId={operatorId} /> : <p className="u-soft">{t("contacts.ownersOnly")}</p>}
    </section>
  );
}

/** A contact with what was sent to it, newest first. */
interface Told {
  readonly contact: ContactView;
  readonly deliveries: readonly DeliveryView[];
}

/** What pages count. */
export function workingContacts({ contacts }: Pick<ContactsView, "contacts">): number {
  return contacts.filter(({ state }) => state === "working").length;
}

const tones: Readonly<Record<ContactView["state"], Tone>> = {
  untested: "warning",
  working: "success",
  failing: "danger",
  disabled: "neutral",
};

function ContactTable(props: {
  readonly title: string;
  readonly operatorId: string | null;
  readonly contacts: readonly Told[];
  readonly mayManage: boolean;
}) {
  const { title, operatorId, contacts, mayManage } = props;
  const t = texts("notifications");
  return (
    <Table
      caption={title}
      captionHidden
      rows={contacts}
      rowKey={({ contact: { id } }) => id}
      empty={
        <EmptyState icon="user" title={t("contacts.empty.title")}>
          <p>{t(`contacts.empty.${operatorId === null ? "provider" : "operator"}`)}</p>
        </EmptyState>
      }
      columns={[
        {
          key: "address",
          header: t("contacts.columns.address"),
          cell: ({ contact: { address } }) => <span className="u-breaks">{address}</span>,
        },
        {
          key: "kind",
          header: t("contacts.columns.kind"),
          cell: ({ contact: { kind } }) => t(`contacts.kinds.${kind}`),
        },
        { key: "state", header: t("contacts.columns.state"), cell: (told) => <State told={told} /> },
        {
          key: "last",
          header: t("contacts.columns.last"),
          cell: ({ contact: { lastSentAt } }) => (lastSentAt === null ? t("contacts.never") : momentText(lastSentAt)),
        },
        ...(mayManage
          ? [
              {
                key: "actions",
                header: t("contacts.columns.actions"),
                cell: (told: Told) => <Actions told={told} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function State({ told }: { readonly told: Told }) {
  const { contact } = told;
  const t = texts("notifications");
  const said = explained(told);
  const problem = lastProblem(told);
  return (
    <div className="u-stack-tight">
      <Status tone={tones[contact.state]}>{t(`contacts.states.${contact.state}`)}</Status>
      {said !== null && <span className="u-soft">{said}</span>}
      {problem !== null && <span className="u-breaks">{t("contacts.lastTry", { problem })}</span>}
    </div>
  );
}

/** Why the newest message that was tried has not arrived; null when it has, or nothing was tried. */
function lastProblem({ deliveries }: Told): string | null {
  return deliveries.find(({ attempts, finishedAt }) => attempts > 0 || finishedAt !== null)?.problem ?? null;
}

function waitsForRelay({ deliveries }: Told): boolean {
  return deliveries.some((one) => one.waitsForRelay);
}

function explained(told: Told): string | null {
  const { state, kind, testedAt, failingSince } = told.contact;
  const t = texts("notifications");
  if (waitsForRelay(told)) return t(`contacts.explained.${state === "untested" ? "relayTest" : "relay"}`);
  if (state === "working") return null;
  if (state === "failing") return t("contacts.explained.failing", { when: momentText(failingSince ?? "") });
  if (state === "disabled") return t("contacts.explained.disabled");
  if (kind === "webhook") return t("contacts.explained.untestedWebhook");
  if (lastProblem(told) !== null) return t("contacts.explained.untestedTried");
  return t("contacts.explained.untestedMail", { when: testedAt === null ? "" : momentText(testedAt) });
}

function Actions({ told }: { readonly told: Told }) {
  const { id: contactId, address, kind, state } = told.contact;
  const t = texts("notifications");
  return (
    <div className="c-actions">
      {kind === "mail" && state === "untested" && !waitsForRelay(told) && (
        <ActionForm action={confirmContact} hidden={{ contactId }}>
          <TextField
            label={t("contacts.code", { address })}
            id={`code-${contactId}`}
            name="code"
            maxLength={40}
            autoComplete="off"
            required
          />
          <Button type="submit" size="small" variant="primary">
            {t("contacts.confirm")}
          </Button>
        </ActionForm>
      )}
      <div className="u-row">
        <ActionForm action={testContact} hidden={{ contactId }} inline>
          <Button type="submit" size="small" aria-label={`${t("contacts.test")}: ${address}`}>
            {t("contacts.test")}
          </Button>
        </ActionForm>
        <Dialog
          openLabel={t("contacts.remove")}
          openVariant="quiet"
          title={t("contacts.removeTitle", { address })}
          cancelLabel={texts("common")("cancel")}
          action={
            <ActionForm action={removeContact} hidden={{ contactId }} inline>
              <Button type="submit" variant="danger">
                {t("contacts.remove")}
              </Button>
            </ActionForm>
          }
        >
          <p>{t("contacts.removeSentence")}</p>
        </Dialog>
      </div>
    </div>
  );
}
