import type { ChecklistItem, ChecklistView } from "@allotment/api";
import { Button, Fold, Status, VisuallyHidden } from "@allotment/ui";
import { getCaller } from "../server/caller.ts";
import { texts } from "../texts/texts.ts";
import { ActionForm } from "./ActionForm.tsx";
import { tickItem } from "./checklist-actions.ts";
import { momentText } from "./moments.ts";

/**
 * What a new community does next, each to be ticked by whoever did it. Works before scripts have loaded.
 *
 * @param props.openOnly only applications of which something is left to do, folded: for a page that is about something else
 */
export async function Checklist(props: { readonly deploymentId: string; readonly openOnly?: boolean }) {
  const { deploymentId, openOnly = false } = props;
  const lists = await (await getCaller()).checklist.get({ deploymentId });
  const shown = lists.filter(({ done, items }) => !openOnly || done < items.length);
  const t = texts("run");
  if (shown.length === 0) return null;
  if (openOnly) {
    const left = shown.map(
      ({ name, done, items }) => `${name}: ${t("checklist.progress", { done, total: items.length })}`,
    );
    return (
      <Fold summary={`${t("checklist.title")} – ${left.join("; ")}`}>
        <Lists deploymentId={deploymentId} lists={shown} heading="h3" />
      </Fold>
    );
  }
  return (
    <section className="u-stack" aria-labelledby="checklist">
      <h3 id="checklist">{t("checklist.title")}</h3>
      <Lists deploymentId={deploymentId} lists={shown} heading="h4" />
    </section>
  );
}

function Lists(props: {
  readonly deploymentId: string;
  readonly lists: readonly ChecklistView[];
  /** One below the heading that it stands under. */
  readonly heading: "h3" | "h4";
}) {
  const { deploymentId, lists, heading: Heading } = props;
  const t = texts("run");
  return lists.map(({ instance, name, items, done }) => (
    <div key={instance} className="u-stack">
      <Heading>{t("checklist.heading", { name, instance })}</Heading>
      <p className="u-soft">
        {done === items.length ? t("checklist.all") : t("checklist.progress", { done, total: items.length })}
      </p>
      <ol className="c-checklist">
        {items.map((item) => (
          <Item key={item.text} item={item} hidden={{ deploymentId, instance, item: item.text }} />
        ))}
      </ol>
    </div>
  ));
}

function Item(props: { readonly item: ChecklistItem; readonly hidden: Readonly<Record<string, string>> }) {
  const { text, doneAt, doneByName } = props.item;
  const t = texts("run");
  const isDone = doneAt !== null;
  const verb = isDone ? "unmark" : "mark";
  return (
    <li>
      <div>
        <p>{text}</p>
        {isDone && <Status tone="success">{doneText(doneAt, doneByName)}</Status>}
      </div>
      <ActionForm action={tickItem} hidden={{ ...props.hidden, done: isDone ? "no" : "yes" }} inline>
        <Button type="submit" size="small" variant={isDone ? "quiet" : "plain"}>
          <span aria-hidden="true">{t(`checklist.${verb}`)}</span>
          <VisuallyHidden>{t(`checklist.${verb}Named`, { item: text })}</VisuallyHidden>
        </Button>
      </ActionForm>
    </li>
  );
}

function doneText(doneAt: string, name: string | null): string {
  const t = texts("run");
  const when = momentText(doneAt);
  return name === null ? t("checklist.doneAt", { when }) : t("checklist.doneBy", { name, when });
}
