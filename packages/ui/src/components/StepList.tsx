import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { Fold } from "./Fold.tsx";
import { Icon, type IconName } from "./Icon.tsx";
import { Progress, type ProgressProps } from "./Progress.tsx";
import { toneClass, type Tone } from "./tone.ts";

/** `waiting`: not begun. `blocked`: waits for somebody (DNS, a certificate); not a failure. */
export type StepState = "waiting" | "running" | "done" | "failed" | "skipped" | "blocked";

export type Step = {
  readonly id: string;
  readonly title: ReactNode;
  readonly state: StepState;
  /** The state in words. */
  readonly stateLabel: string;
  /** How long it took or has taken, formatted ("1 min 12 s"). */
  readonly duration?: string | undefined;
  /** What it does, or what went wrong and what to do. */
  readonly detail?: ReactNode;
  readonly progress?: ProgressProps | undefined;
  /** The log's lines, one click away. */
  readonly log?: { readonly summary: string; readonly text: string; readonly open?: boolean | undefined } | undefined;
  /** What one can do here (try again, check now). */
  readonly action?: ReactNode;
};

export type StepListProps = { readonly label: string; readonly steps: readonly Step[] };

const looks: Readonly<Record<StepState, { tone: Tone; icon: IconName }>> = {
  waiting: { tone: "neutral", icon: "dot" },
  running: { tone: "progress", icon: "progress" },
  done: { tone: "success", icon: "check" },
  failed: { tone: "danger", icon: "cross" },
  skipped: { tone: "neutral", icon: "skip" },
  blocked: { tone: "warning", icon: "clock" },
};

/** The steps of a long piece of work, each with its state, duration, progress and log. */
export function StepList({ label, steps }: StepListProps) {
  return (
    <ol className="c-steps" aria-label={label}>
      {steps.map((step) => (
        <StepItem key={step.id} step={step} />
      ))}
    </ol>
  );
}

function StepItem({ step }: { readonly step: Step }) {
  const look = looks[step.state];
  return (
    <li
      className={classes("c-step", `c-step--${step.state}`, toneClass(look.tone))}
      aria-current={step.state === "running" ? "step" : undefined}
    >
      <span className="c-step__icon">
        <Icon name={look.icon} className={classes(step.state === "running" && "c-icon-turning")} />
      </span>
      <div>
        <div className="c-step__head">
          <span className="c-step__title">{step.title}</span>
          <span className="c-step__state">{step.stateLabel}</span>
          <span className="c-step__duration">{step.duration}</span>
        </div>
        <div className="c-step__body">
          {step.detail && <div>{step.detail}</div>}
          {step.progress && <Progress {...step.progress} />}
          {step.action && <div className="u-row">{step.action}</div>}
          {step.log && (
            <Fold summary={step.log.summary} open={step.log.open}>
              <pre className="c-log" tabIndex={0}>
                {step.log.text}
              </pre>
            </Fold>
          )}
        </div>
      </div>
    </li>
  );
}
