"use client";
import type { RunEventView, RunView } from "@allotment/api/client";
import { LinkButton, Status, StepList, type Step } from "@allotment/ui";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import type { Texts } from "../../../../../texts/english.ts";
import { ActionButton } from "../ActionButton.tsx";
import { runTone } from "../run-tones.ts";
import { runSteps, type RunStep } from "./run-steps.ts";
import { useNow, useRun } from "./use-run.ts";

/** The steps of a run, kept up to date. When it is over, the server renders what follows. */
export function RunWatcher(props: {
  readonly run: RunView;
  readonly events: readonly RunEventView[];
  /** Whether lines of tools are shown. */
  readonly tools: boolean;
  readonly deploymentSlug: string;
  readonly labels: Texts["run"]["run"];
}) {
  const { labels } = props;
  const { run, events, connection } = useRun(props);
  const now = useNow(!run.over);
  const router = useRouter();
  const begun = run.state !== "requested" && props.run.state === "requested";
  const ended = run.over && !props.run.over;
  // What is said above the steps changes where it waits for somebody.
  const waits = isWaitingState(run.state) !== isWaitingState(props.run.state);
  useEffect(() => {
    if (begun || ended || waits) router.refresh();
  }, [begun, ended, waits, router]);
  const steps = runSteps(run, events, labels, now, props.tools).map((step) => ({
    ...withMachines(step),
    ...(step.state === "blocked" && !run.cancelRequested
      ? { action: <WhileWaiting run={run} slug={props.deploymentSlug} labels={labels} /> }
      : {}),
  }));
  return (
    <section className="u-stack" aria-label={labels.steps.label}>
      <div className="u-row">
        <span role="status">
          <Status tone={runTone(run.state)}>{labels.states[run.state]}</Status>
        </span>
        {!run.over && <span className="u-small u-soft">{connectionText(now !== undefined, connection, labels)}</span>}
        {!run.over && now === undefined && <a href="">{labels.connection.reload}</a>}
      </div>
      <StepList label={labels.steps.label} steps={steps} />
    </section>
  );
}

function isWaitingState(state: RunView["state"]): boolean {
  return state === "awaiting-dns" || state === "certifying";
}

/** What one can do while a run waits for somebody: ask it to look now, and see what is missing. */
function WhileWaiting(props: {
  readonly run: RunView;
  readonly slug: string;
  readonly labels: Pick<Texts["run"]["run"], "wake" | "domains">;
}) {
  const { run, slug, labels } = props;
  return (
    <>
      <ActionButton
        does="wakeRun"
        fields={{ runId: run.id, slug }}
        label={labels.wake}
        variant="primary"
        size="small"
      />
      {isWaitingState(run.state) && (
        <LinkButton href={`/deployments/${slug}/domains`} size="small">
          {labels.domains}
        </LinkButton>
      )}
    </>
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
