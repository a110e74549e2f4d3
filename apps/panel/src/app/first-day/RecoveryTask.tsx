import { CodeBlock, LinkButton } from "@allotment/ui";
import { rawTexts, texts } from "../../texts/texts.ts";
import type { FirstDayFacts } from "./facts.ts";
import type { FirstDayStep } from "./steps.ts";
import { Task } from "./Task.tsx";

/** A key that opens secrets when machines and worker are lost. */
export function RecoveryTask({ facts, step }: { readonly facts: FirstDayFacts; readonly step: FirstDayStep }) {
  const t = texts("firstDay");
  const without = facts.places.filter(({ document }) => (document.recoveryKeys ?? []).length === 0);
  return (
    <Task step={step}>
      {step.state !== "done" && (
        <>
          <CodeBlock
            title={t("steps.recovery.command")}
            code="npx --no-install allot recovery-key"
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
