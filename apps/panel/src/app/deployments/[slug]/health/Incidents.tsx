import type { IncidentView } from "@allotment/api";
import { Timeline, type TimelineItem } from "@allotment/ui";
import { momentText } from "../../../../parts/moments.ts";
import { getCaller } from "../../../../server/caller.ts";
import { texts } from "../../../../texts/texts.ts";

/** Older ones are in the history of the mails; here the last ones count. */
const shownMax = 20;

/** What needed a hand, newest first: from when to when, and what it was. */
export async function Incidents({ deploymentId }: { readonly deploymentId: string }) {
  const t = texts("health");
  const incidents = await (await getCaller()).incident.list({ deploymentId, limit: shownMax });
  return (
    <section className="u-stack" aria-labelledby="incidents">
      <h2 id="incidents">{t("incidents.title")}</h2>
      {incidents.length === 0 ? (
        <p>{t("incidents.none")}</p>
      ) : (
        <Timeline label={t("incidents.title")} items={incidents.map(itemOf)} />
      )}
    </section>
  );
}

function itemOf({
  id,
  deployment,
  title,
  text,
  advice,
  state,
  severity,
  openedAt,
  closedAt,
}: IncidentView): TimelineItem {
  const t = texts("health");
  const open = state === "open";
  return {
    id,
    title: <a href={`/deployments/${deployment.slug}/incidents/${id}`}>{title}</a>,
    tone: open ? (severity === "problem" ? "danger" : "warning") : "neutral",
    stateLabel: t(`incidents.${state}`),
    time: { iso: openedAt, text: momentText(openedAt) },
    body: (
      <p>
        {text} {open ? advice : closedAt !== null && t("incidents.until", { when: momentText(closedAt) })}
      </p>
    ),
  };
}
