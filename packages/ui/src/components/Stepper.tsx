import { Icon } from "./Icon.tsx";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

export type StepperStep = {
  readonly id: string;
  readonly label: string;
  readonly state: "done" | "current" | "todo";
  /** Where it can be seen or changed again. */
  readonly href?: string | undefined;
};

export type StepperProps = {
  readonly label: string;
  readonly steps: readonly StepperStep[];
  readonly labels: {
    /** "Step 2 of 4: Domain"; the page fills it in. */
    readonly position: string;
    /** Said after a finished step by screen readers. */
    readonly done: string;
  };
};

/** Where one is in a task of several pages. On phones only the sentence and the bars remain. */
export function Stepper({ label, steps, labels }: StepperProps) {
  return (
    <nav className="c-stepper" aria-label={label}>
      <p className="c-stepper__position">{labels.position}</p>
      <ol>
        {steps.map((step) => (
          <li
            key={step.id}
            className={`c-stepper__${step.state}`}
            aria-current={step.state === "current" ? "step" : undefined}
          >
            {step.state === "done" && <Icon name="check" />}
            {step.href && step.state !== "current" ? <a href={step.href}>{step.label}</a> : <span>{step.label}</span>}
            {step.state === "done" && <VisuallyHidden> ({labels.done})</VisuallyHidden>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
