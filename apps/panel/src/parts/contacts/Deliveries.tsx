import type { ContactView, DeliveryView } from "@allotment/api";
import { Button, Fold, Status, Table, type Tone } from "@allotment/ui";
import { texts } from "../../texts/texts.ts";
import { ActionForm } from "../ActionForm.tsx";
import { momentText } from "../moments.ts";
import { sendAgain } from "./actions.ts";

/** How a message does: what cannot go out yet is not under way. */
type Shown = DeliveryView["state"] | "relay" | "retrying";

const tones: Readonly<Record<Shown, Tone>> = {
  waiting: "progress",
  sending: "progress",
  relay: "warning",
  retrying: "warning",
  sent: "success",
  bundled: "neutral",
  failed: "danger",
};

/** What was sent to a contact, newest first, with why something has not arrived. */
export function Deliveries(props: {
  readonly contact: Pick<ContactView, "address">;
  readonly deliveries: readonly DeliveryView[];
  readonly mayManage: boolean;
}) {
  const t = texts("notifications");
  const { address } = props.contact;
  return (
    <Fold summary={t("deliveries.summary", { address })}>
      <Table
        caption={t("deliveries.caption", { address })}
        captionHidden
        rows={props.deliveries}
        rowKey={({ id }) => id}
        empty={<p>{t("deliveries.empty")}</p>}
        columns={[
          { key: "title", header: t("deliveries.columns.title"), cell: ({ title }) => title },
          { key: "at", header: t("deliveries.columns.at"), cell: ({ createdAt }) => momentText(createdAt) },
          { key: "state", header: t("deliveries.columns.state"), cell: (one) => <DeliveryState delivery={one} /> },
          ...(props.mayManage
            ? [
                {
                  key: "actions",
                  header: t("deliveries.columns.actions"),
                  cell: (one: DeliveryView) => (one.finishedAt === null ? null : <Again delivery={one} />),
                },
              ]
            : []),
        ]}
      />
    </Fold>
  );
}

/** How a message went: state, tries, and why. */
export function DeliveryState({ delivery }: { readonly delivery: DeliveryView }) {
  const t = texts("notifications");
  const { attempts, nextAttemptAt, problem } = delivery;
  const shown = shownState(delivery);
  return (
    <div className="u-stack-tight">
      <Status tone={tones[shown]}>{t(`deliveries.states.${shown}`)}</Status>
      {problem !== null && (
        <span className="u-soft">
          {problem} {attempts > 0 && `${t("deliveries.attempts", { count: attempts })}. `}
          {nextAttemptAt !== null && t("deliveries.next", { when: momentText(nextAttemptAt) })}
        </span>
      )}
    </div>
  );
}

function shownState({ state, attempts, problem, waitsForRelay }: DeliveryView): Shown {
  if (waitsForRelay) return "relay";
  return state === "sending" && attempts > 0 && problem !== null ? "retrying" : state;
}

function Again({ delivery: { id, title } }: { readonly delivery: DeliveryView }) {
  const label = texts("notifications")("deliveries.again");
  return (
    <ActionForm action={sendAgain} hidden={{ notificationId: id }} inline>
      <Button type="submit" size="small" variant="quiet" aria-label={`${label}: ${title}`}>
        {label}
      </Button>
    </ActionForm>
  );
}
