import { CodeBlock, Fold, LinkButton } from "@allotment/ui";
import { rawTexts, texts } from "../../texts/texts.ts";
import type { FirstDayFacts } from "./facts.ts";
import { Task, type TaskState } from "./Task.tsx";

/** Machines that are declared, the way to another one, and what to do with one that has no NixOS. */
export function MachinesTask({ facts, state }: { readonly facts: FirstDayFacts; readonly state: TaskState }) {
  const t = texts("firstDay");
  const places = facts.places.filter(({ machines }) => machines.length > 0);
  const count = places.reduce((sum, { machines }) => sum + machines.length, 0);
  return (
    <Task
      id="machines"
      state={state}
      title={t("steps.machines.title")}
      sentence={count > 0 ? t("steps.machines.done", { count, environments: places.length }) : t("steps.machines.open")}
    >
      {places.length > 0 && (
        <ul className="u-list">
          {places.map(({ id, slug, name, machines }) => (
            <li key={id}>
              <a href={`/environments/${slug}`}>{name}</a>: {machines.map(({ machine }) => machine).join(", ")}
            </li>
          ))}
        </ul>
      )}
      <p>
        <LinkButton href="/machines/new" variant={state === "next" ? "primary" : "plain"}>
          {t(count > 0 ? "steps.machines.another" : "steps.machines.action")}
        </LinkButton>
      </p>
      <Fold summary={t("steps.machines.fresh")}>
        <div className="u-stack">
          <p className="c-prose">{t("steps.machines.freshSentence")}</p>
          <CodeBlock
            title={t("steps.machines.freshKit")}
            code={t("steps.machines.freshCommand")}
            labels={rawTexts("common").copyLabels}
          />
          <p className="c-prose">{t("steps.machines.freshMinimal")}</p>
        </div>
      </Fold>
    </Task>
  );
}
