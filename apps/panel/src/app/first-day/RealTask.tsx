import { LinkButton } from "@allotment/ui";
import { texts } from "../../texts/texts.ts";
import type { FirstDayFacts } from "./facts.ts";
import { Task, type TaskState } from "./Task.tsx";

/** The first deployment on real machines: a practised one that moves, or a new one. */
export function RealTask({ facts, state }: { readonly facts: FirstDayFacts; readonly state: TaskState }) {
  const t = texts("firstDay");
  const { deployments, places } = facts;
  const ready = places.some(({ machines }) => machines.length > 0);
  const live = deployments.filter(({ environment, status }) => !environment.practice && status.startsWith("live"));
  const practised = deployments.filter(({ environment, status }) => environment.practice && status.startsWith("live"));
  const reason = ready ? {} : { disabledReason: t("steps.real.needsMachines") };
  return (
    <Task
      id="real"
      state={state}
      title={t("steps.real.title")}
      sentence={live.length > 0 ? t("steps.real.done", { count: live.length }) : t("steps.real.open")}
    >
      {ready && practised.length > 0 && (
        <ul className="u-list" aria-label={t("steps.real.practised")}>
          {practised.map(({ id, slug, title }) => (
            <li key={id}>
              <a href={`/deployments/${slug}#move`}>{t("steps.real.move", { title })}</a>
            </li>
          ))}
        </ul>
      )}
      <p>
        <LinkButton href="/deployments/new" variant={state === "next" ? "primary" : "plain"} {...reason}>
          {t("steps.real.action")}
        </LinkButton>
      </p>
    </Task>
  );
}
