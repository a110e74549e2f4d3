import { LinkButton, PageHeader } from "@allotment/ui";
import type { Metadata } from "next";
import { Shell } from "../../parts/Shell.tsx";
import { requireProvider } from "../../server/caller.ts";
import { texts } from "../../texts/texts.ts";
import { AddressTask } from "./AddressTask.tsx";
import { loadFirstDay } from "./facts.ts";
import { KeyTask } from "./KeyTask.tsx";
import { MachinesTask } from "./MachinesTask.tsx";
import { RealTask } from "./RealTask.tsx";
import { RecoveryTask } from "./RecoveryTask.tsx";
import { ServicesTask } from "./ServicesTask.tsx";
import { doneSteps, nextStep, stateOf, stepNames } from "./steps.ts";
import { Task } from "./Task.tsx";

export const metadata: Metadata = { title: texts("firstDay")("title") };

/** A checklist for providers: from an empty installation to a community on real machines. */
export default async function FirstDayPage() {
  await requireProvider();
  const facts = await loadFirstDay();
  const done = doneSteps(facts);
  const next = nextStep(facts, done);
  const state = (name: (typeof stepNames)[number]) => stateOf(name, facts, done);
  const t = texts("firstDay");
  return (
    <Shell current="firstDay">
      <PageHeader
        title={t("title")}
        sentence={t(next === undefined ? "sentenceDone" : "sentence")}
        number={{ value: done.size, label: t("number", { total: stepNames.length }) }}
        action={
          next !== undefined && (
            <LinkButton href={`#${next}`} variant="primary">
              {t("next", { step: t(`steps.${next}.short`) })}
            </LinkButton>
          )
        }
      />
      <ol className="c-tasks c-tasks--long">
        <AddressTask facts={facts} state={state("address")} />
        <PlainTask name="practice" href="/deployments/new" state={state("practice")} />
        <KeyTask facts={facts} state={state("key")} />
        <MachinesTask facts={facts} state={state("machines")} />
        <ServicesTask facts={facts} state={state("services")} />
        <RecoveryTask facts={facts} state={state("recovery")} />
        <PlainTask name="operator" href="/operators" state={state("operator")} />
        <RealTask facts={facts} state={state("real")} />
      </ol>
    </Shell>
  );
}

/** A step that leads to a page which does everything. */
function PlainTask(props: {
  readonly name: "practice" | "operator";
  readonly href: string;
  readonly state: ReturnType<typeof stateOf>;
}) {
  const { name, state } = props;
  const t = texts("firstDay");
  return (
    <Task
      id={name}
      state={state}
      title={t(`steps.${name}.title`)}
      sentence={t(`steps.${name}.${state === "done" ? "done" : "open"}`)}
    >
      {state !== "done" && (
        <p>
          <LinkButton href={props.href} variant={state === "next" ? "primary" : "plain"}>
            {t(`steps.${name}.action`)}
          </LinkButton>
        </p>
      )}
    </Task>
  );
}
