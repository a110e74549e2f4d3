import { CodeBlock, Fold, LinkButton } from "@allotment/ui";
import { rawTexts, texts } from "../../texts/texts.ts";
import type { FirstDayFacts } from "./facts.ts";
import { LastTest } from "./LastTest.tsx";
import type { FirstDayStep } from "./steps.ts";
import { Task } from "./Task.tsx";
import { TestForm } from "./TestForm.tsx";

/** Machines that are declared, the way to another one, and what to do with one that has no NixOS. */
export function MachinesTask({ facts, step }: { readonly facts: FirstDayFacts; readonly step: FirstDayStep }) {
  const t = texts("firstDay");
  const machines = facts.declared.filter(({ type }) => type === "machine");
  const count = machines.length;
  return (
    <Task step={step}>
      {machines.length > 0 && (
        <ul className="u-list">
          {machines.map((thing) => (
            <li key={`${thing.environmentId} ${thing.offer}`}>
              <div className="u-row">
                <LastTest title={`${thing.offer} (${thing.environmentName})`} thing={thing} />
                <TestForm title={thing.offer} thing={thing} />
              </div>
            </li>
          ))}
        </ul>
      )}
      <p>
        <LinkButton href="/machines/new" variant={step.state === "next" ? "primary" : "plain"}>
          {t(count > 0 ? "steps.machines.another" : "steps.machines.action")}
        </LinkButton>
      </p>
      <Fold summary={t("steps.machines.fresh")}>
        <div className="u-stack">
          <p className="c-prose">{t("steps.machines.freshSentence")}</p>
          <CodeBlock
            title={t("steps.machines.freshKit")}
            code={t("steps.machines.freshCommand", { workerKey: facts.workerKey ?? "ssh-ed25519 …" })}
            labels={rawTexts("common").copyLabels}
          />
          <p className="c-prose">{t("steps.machines.freshThen")}</p>
          <p className="c-prose">{t("steps.machines.freshMinimal")}</p>
        </div>
      </Fold>
    </Task>
  );
}
