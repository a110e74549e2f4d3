import type { RunDetails } from "@allotment/api";
import { EffectBadge, KeyValueList, Table } from "@allotment/ui";
import { momentText } from "../../../../../parts/moments.ts";
import { texts } from "../../../../../texts/texts.ts";
import { starterOf } from "../starter.ts";

/** Who and why, when, how far it was evaluated, and what is true on each machine. */
export function RunFacts({ run, effectText }: { readonly run: RunDetails; readonly effectText: string }) {
  const t = texts("run");
  return (
    <>
      <section className="u-stack">
        <h2>{t("run.facts.title")}</h2>
        <KeyValueList
          items={[
            // Until the worker takes a request up, nobody's name stands beside it.
            ...(run.startedByName === null && run.state === "requested"
              ? []
              : [{ key: "who", label: t("run.facts.who"), value: starterOf(run) }]),
            { key: "why", label: t("run.facts.why"), value: run.reason || t("run.facts.noReason") },
            { key: "started", label: t("run.facts.started"), value: momentText(run.startedAt) },
            ...(run.finishedAt === null
              ? []
              : [{ key: "finished", label: t("run.facts.finished"), value: momentText(run.finishedAt) }]),
            // Settings are changed on what runs: nothing is evaluated.
            ...(run.kind === "settings"
              ? []
              : [{ key: "evaluation", label: t("run.facts.evaluation"), value: evaluationText(run) }]),
            // What is paused or removed is not away for a minute.
            ...(run.practice || run.kind === "suspend" || run.kind === "remove"
              ? []
              : [
                  {
                    key: "effect",
                    label: t("run.facts.effect"),
                    value: <EffectBadge effect={run.effect} label={effectText} />,
                  },
                ]),
          ]}
        />
      </section>
      {run.machines.length > 0 && (
        <Table
          caption={t(run.practice ? "run.machines.practiceTitle" : "run.machines.title")}
          columns={[
            { key: "machine", header: t("run.machines.machine"), cell: ({ machine }) => machine },
            {
              key: "outcome",
              header: t("run.machines.outcome"),
              cell: ({ outcome }) => t(`run.machines.outcomes.${outcome}`),
            },
            {
              key: "generation",
              header: t("run.machines.generation"),
              align: "end",
              cell: ({ generation }) => generation,
            },
          ]}
          rows={run.machines}
          rowKey={({ machine }) => machine}
        />
      )}
    </>
  );
}

// Before that step has come, "not evaluated" would sound like its result.
function evaluationText({ evaluation, evaluationText: text, over }: RunDetails): string {
  const t = texts("run");
  if (over || evaluation !== "not-evaluated") return text;
  return t("run.facts.later", { step: t("run.steps.evaluating") });
}
