import { LinkButton } from "@allotment/ui";
import { texts } from "../../texts/texts.ts";
import type { FirstDayFacts } from "./facts.ts";
import { Task, type TaskState } from "./Task.tsx";

/** Types of what is declared beside machines and can be tested. */
const testable = ["smtp", "s3-bucket", "backup-repository", "dns-record"] as const;

/** Tests of what communities will depend on beside machines. */
export function ServicesTask({ facts, state }: { readonly facts: FirstDayFacts; readonly state: TaskState }) {
  const t = texts("firstDay");
  const rows = facts.places.flatMap(({ slug, name, document }) =>
    testable.flatMap((type) => Object.keys(document.offers[type] ?? {}).map((offer) => ({ slug, name, type, offer }))),
  );
  return (
    <Task
      id="services"
      state={state}
      title={t("steps.services.title")}
      sentence={t(rows.length === 0 ? "steps.services.none" : `steps.services.${state === "done" ? "done" : "open"}`)}
    >
      {rows.length === 0 && facts.places[0] && (
        <p>
          <LinkButton href={`/environments/${facts.places[0].slug}/edit#type-smtp`}>
            {t("steps.services.action")}
          </LinkButton>
        </p>
      )}
    </Task>
  );
}
