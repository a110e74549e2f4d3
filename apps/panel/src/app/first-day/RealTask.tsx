import { LinkButton } from "@allotment/ui";
import { texts } from "../../texts/texts.ts";
import type { FirstDayFacts } from "./facts.ts";
import type { FirstDayStep } from "./steps.ts";
import { Task } from "./Task.tsx";

/** The first deployment on real machines: a practised one that moves, or a new one. */
export function RealTask({ facts, step }: { readonly facts: FirstDayFacts; readonly step: FirstDayStep }) {
  const t = texts("firstDay");
  const { deployments, places } = facts;
  const ready = places.some(({ machines }) => machines.length > 0);
  const practised = deployments.filter(({ environment, status }) => environment.practice && status.startsWith("live"));
  const reason = ready ? {} : { disabledReason: t("steps.real.needsMachines") };
  return (
    <Task step={step}>
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
        <LinkButton href="/deployments/new" variant={step.state === "next" ? "primary" : "plain"} {...reason}>
          {t("steps.real.action")}
        </LinkButton>
      </p>
    </Task>
  );
}
