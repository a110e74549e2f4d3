import { CodeBlock, LinkButton } from "@allotment/ui";
import { rawTexts, texts } from "../../texts/texts.ts";
import type { FirstDayFacts } from "./facts.ts";
import { Task, type TaskState } from "./Task.tsx";

/** A key that opens secrets when machines and worker are lost. */
export function RecoveryTask({ facts, state }: { readonly facts: FirstDayFacts; readonly state: TaskState }) {
  const t = texts("firstDay");
  const without = facts.places.filter(({ document }) => (document.recoveryKeys ?? []).length === 0);
  const count = facts.places.length - without.length;
  return (
    <Task
      id="recovery"
      state={state}
      title={t("steps.recovery.title")}
      sentence={count > 0 ? t("steps.recovery.done", { count }) : t("steps.recovery.open")}
    >
      {state !== "done" && (
        <>
          <CodeBlock
            title={t("steps.recovery.command")}
            code="npx allot recovery-key"
            labels={rawTexts("common").copyLabels}
          />
          <p className="u-soft c-prose">{t("steps.recovery.then")}</p>
        </>
      )}
      {without.length > 0 && (
        <div className="u-row">
          {without.map(({ id, slug, name }) => (
            <LinkButton key={id} href={`/environments/${slug}/edit#recoveryKeys`}>
              {t("steps.recovery.action", { environment: name })}
            </LinkButton>
          ))}
        </div>
      )}
    </Task>
  );
}
