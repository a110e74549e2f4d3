"use client";
import type { RunEventView, RunView } from "@allotment/api/client";
import { Status, StepList, type Step } from "@allotment/ui";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import type { Texts } from "../../../../../texts/english.ts";
import { runTone } from "../run-tones.ts";
import { runSteps, type RunStep } from "./run-steps.ts";
import { useNow, useRun } from "./use-run.ts";

/** The steps of a run, kept up to date. When it is over, the server renders what follows. */
export function RunWatcher(props: {
  readonly run: RunView;
  readonly events: readonly RunEventView[];
  /** Whether lines of tools are shown. */
  readonly tools: boolean;
  readonly labels: Texts["run"]["run"];
}) {
  const { labels } = props;
  const { run, events, connection } = useRun(props);
  const now = useNow(!run.over);
  const router = useRouter();
  const begun = run.state !== "requested" && props.run.state === "requested";
  const ended = run.over && !props.run.over;
  useEffect(() => {
    if (begun || ended) router.refresh();
  }, [begun, ended, router]);
  return (
    <section className="u-stack" aria-label={labels.steps.label}>
      <div className="u-row">
        <span role="status">
          <Status tone={runTone(run.state)}>{labels.states[run.state]}</Status>
        </span>
        {!run.over && <span className="u-small u-soft">{connectionText(now !== undefined, connection, labels)}</span>}
        {!run.over && now === undefined && <a href="">{labels.connection.reload}</a>}
      </div>
      <StepList label={labels.steps.label} steps={runSteps(run, events, labels, now, props.tools).map(withMachines)} />
    </section>
  );
}

function withMachines({ machines, ...step }: RunStep): Step {
  if (machines.length === 0) return step;
  const detail = (
    <>
      {step.detail && <p>{step.detail}</p>}
      <ul className="u-plain-list">
        {machines.map(({ machine, text }) => (
          <li key={machine}>
            {machine}: {text}
          </li>
        ))}
      </ul>
    </>
  );
  return { ...step, detail };
}

function connectionText(scripts: boolean, connection: "live" | "polling", labels: Texts["run"]["run"]): string {
  if (!scripts) return "";
  return labels.connection[connection];
}
