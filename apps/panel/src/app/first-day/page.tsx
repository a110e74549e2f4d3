import { LinkButton, PageHeader } from "@allotment/ui";
import type { Metadata } from "next";
import { Shell } from "../../parts/Shell.tsx";
import { requireProvider } from "../../server/caller.ts";
import { texts } from "../../texts/texts.ts";
import { AddressTask } from "./AddressTask.tsx";
import { loadFirstDay, type FirstDayFacts } from "./facts.ts";
import { KeyTask } from "./KeyTask.tsx";
import { MachinesTask } from "./MachinesTask.tsx";
import { RealTask } from "./RealTask.tsx";
import { RecoveryTask } from "./RecoveryTask.tsx";
import { ServicesTask } from "./ServicesTask.tsx";
import { firstDaySteps, type FirstDayStep } from "./steps.ts";
import { Task } from "./Task.tsx";

export const metadata: Metadata = { title: texts("firstDay")("title") };

/** A checklist for providers: from an empty installation to a community on real machines. */
export default async function FirstDayPage() {
  await requireProvider();
  const facts = await loadFirstDay();
  const steps = firstDaySteps(facts);
  const next = steps.find(({ state }) => state === "next");
  const done = steps.filter(({ state }) => state === "done").length;
  const t = texts("firstDay");
  return (
    <Shell current="firstDay">
      <PageHeader
        title={t("title")}
        sentence={t(next === undefined ? "sentenceDone" : "sentence")}
        number={{ value: done, label: t("number", { total: steps.length }) }}
        action={
          next !== undefined && (
            <LinkButton href={`#${next.name}`} variant="primary">
              {t("next", { step: t(`steps.${next.name}.short`) })}
            </LinkButton>
          )
        }
      />
      <ol className="c-tasks c-tasks--long">
        {steps.map((step) => (
          <Step key={step.name} facts={facts} step={step} />
        ))}
      </ol>
    </Shell>
  );
}

function Step({ facts, step }: { readonly facts: FirstDayFacts; readonly step: FirstDayStep }) {
  switch (step.name) {
    case "address":
      return <AddressTask step={step} />;
    case "practice":
      return <PlainTask name="practice" href="/deployments/new" step={step} />;
    case "key":
      return <KeyTask facts={facts} step={step} />;
    case "machines":
      return <MachinesTask facts={facts} step={step} />;
    case "services":
      return <ServicesTask facts={facts} step={step} />;
    case "recovery":
      return <RecoveryTask facts={facts} step={step} />;
    case "operator":
      return <PlainTask name="operator" href="/operators" step={step} />;
    case "real":
      return <RealTask facts={facts} step={step} />;
  }
}

/** A step that leads to a page which does everything. */
function PlainTask(props: {
  readonly name: "practice" | "operator";
  readonly href: string;
  readonly step: FirstDayStep;
}) {
  const { name, step } = props;
  return (
    <Task step={step}>
      {step.state !== "done" && (
        <p>
          <LinkButton href={props.href} variant={step.state === "next" ? "primary" : "plain"}>
            {texts("firstDay")(`steps.${name}.action`)}
          </LinkButton>
        </p>
      )}
    </Task>
  );
}
