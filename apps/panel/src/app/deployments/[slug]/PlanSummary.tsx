"use client";
import type { PlanPreview, PlanView, SpokenDiagnostic } from "@allotment/api/client";
import { EffectBadge, fill, Status } from "@allotment/ui";
import type { ReactNode } from "react";
import type { Texts } from "../../../texts/english.ts";
import { CapacityBars } from "./CapacityBars.tsx";
import { inWords, optionOf } from "./field-addresses.ts";

type Labels = Texts["configuration"];
type TitleOf = (address: string) => string | undefined;

const shownChanges = 6;

/** What the draft would change, beside the form: kept up to date as one types. */
export function PlanSummary(props: {
  readonly preview: PlanPreview;
  readonly state: "current" | "checking" | "failed";
  readonly live: boolean;
  readonly titleOf: TitleOf;
  /** Shows the form of an instance. */
  readonly onGo: (instance: string) => void;
  readonly labels: Labels;
  readonly children: ReactNode;
}) {
  const { preview, labels, state } = props;
  const errors = preview.diagnostics.filter(({ severity }) => severity === "error");
  return (
    <aside className="c-panel u-stack" aria-labelledby="summary-title" aria-busy={state === "checking"}>
      <h2 id="summary-title" className="c-panel__title">
        {labels.summary.title}
      </h2>
      {props.children}
      <div className="u-stack" aria-live="polite">
        {state === "checking" && <p className="u-small u-soft">{labels.summary.checking}</p>}
        {state === "failed" && <p className="u-small">{labels.summary.failed}</p>}
        {errors.length > 0 && <Errors {...props} errors={errors} />}
        {preview.plan && <Changes plan={preview.plan} live={props.live} labels={labels} />}
      </div>
      {preview.plan && (
        <>
          <h3>{labels.summary.capacity}</h3>
          <Status tone="success">{labels.summary.fits}</Status>
          <CapacityBars capacity={preview.plan.capacity} labels={labels} />
        </>
      )}
    </aside>
  );
}

function Errors(props: {
  readonly errors: readonly SpokenDiagnostic[];
  readonly titleOf: TitleOf;
  readonly onGo: (instance: string) => void;
  readonly labels: Labels;
}) {
  const { errors, titleOf, labels } = props;
  return (
    <>
      <h3>{labels.summary.errors}</h3>
      <ul className="u-list u-stack u-small">
        {errors.map((error) => {
          const option = optionOf(error.address);
          const text = inWords(error, titleOf);
          if (option === null || option.path.length === 0)
            return <li key={`${error.code} ${error.address}`}>{text}</li>;
          const { instance, path } = option;
          return (
            <li key={`${error.code} ${error.address}`}>
              <a
                href={`?instance=${instance}#${[instance, ...path].join("__")}`}
                onClick={(event) => {
                  event.preventDefault();
                  props.onGo(instance);
                  // The form of that instance has to be there first.
                  setTimeout(() => document.getElementById([instance, ...path].join("__"))?.focus(), 50);
                }}
              >
                {instance}
              </a>
              {": "}
              {text}
            </li>
          );
        })}
      </ul>
      <p className="u-small u-soft">{labels.summary.errorsHelp}</p>
    </>
  );
}

function Changes({ plan, live, labels }: { readonly plan: PlanView; readonly live: boolean; readonly labels: Labels }) {
  const { summary } = labels;
  if (!live) {
    return (
      <>
        <p>{summary.first}</p>
        <Warnings plan={plan} labels={labels} />
      </>
    );
  }
  if (plan.changes.length === 0) return <p>{summary.nothing}</p>;
  const { create, update, delete: removed } = plan.counts;
  return (
    <>
      <p>{fill(summary.counts, { created: create, changed: update, removed })}</p>
      <p className="u-row">
        {summary.effect} <EffectBadge effect={plan.effect} label={plan.effectText} />
      </p>
      <ul className="u-list u-small">
        {plan.changes.slice(0, shownChanges).map((change) => (
          <li key={change.address}>{change.sentence}</li>
        ))}
        {plan.changes.length > shownChanges && (
          <li>{fill(summary.more, { count: plan.changes.length - shownChanges })}</li>
        )}
      </ul>
      <Warnings plan={plan} labels={labels} />
    </>
  );
}

function Warnings({ plan, labels }: { readonly plan: PlanView; readonly labels: Labels }) {
  if (plan.warnings.length === 0) return null;
  return (
    <>
      <p className="u-small">{labels.summary.warnings}</p>
      <ul className="u-list u-small">
        {plan.warnings.map((warning) => (
          <li key={`${warning.code} ${warning.address}`}>{warning.summary}</li>
        ))}
      </ul>
    </>
  );
}
