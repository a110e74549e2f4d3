"use client";
import { CheckboxField, RadioCards, SelectField, TextField } from "@allotment/ui";
import { textOf, valueAt, withValue } from "./document.ts";
import { errorAt } from "./error-at.ts";
import type { FormPart } from "./GeneralFields.tsx";

/** How systems get to the machines, and how long a machine waits before it goes back. Nothing is shown for practice. */
export function InstallFields(part: FormPart) {
  const { document, diagnostics, labels, onChange } = part;
  const orchestrator = textOf(valueAt(document, ["orchestrator"]));
  if (orchestrator === "rehearsal") return null;
  return (
    <section className="u-stack" aria-labelledby="install-title">
      <h2 id="install-title">{labels.orchestrator}</h2>
      <RadioCards
        label={labels.orchestrator}
        help={labels.orchestratorHelp}
        name="orchestrator"
        options={labels.orchestrators.filter(({ value }) => value !== "rehearsal")}
        value={orchestrator}
        error={errorAt(diagnostics, "orchestrator", labels.orchestrator)}
        onChange={(value) => onChange(withValue(document, ["orchestrator"], value))}
      />
      <CheckboxField
        label={labels.closedNetwork}
        help={labels.closedNetworkHelp}
        name="closedNetwork"
        checked={valueAt(document, ["publicNames"]) === false}
        onChange={(event) => onChange(withValue(document, ["publicNames"], event.target.checked ? false : undefined))}
      />
      {orchestrator === "pull" ? <PullFields {...part} /> : <ActivationFields {...part} />}
    </section>
  );
}

function ActivationFields({ labels, ...part }: FormPart) {
  return (
    <fieldset className="c-form-grid">
      <legend>{labels.activation}</legend>
      <SecondsField {...part} labels={labels} path={["activation", "confirmSeconds"]} usual="120">
        {[labels.confirmSeconds, labels.confirmSecondsHelp]}
      </SecondsField>
      <SecondsField {...part} labels={labels} path={["activation", "switchSeconds"]} usual="900">
        {[labels.switchSeconds, labels.switchSecondsHelp]}
      </SecondsField>
    </fieldset>
  );
}

function PullFields({ document, diagnostics, labels, onChange }: FormPart) {
  return (
    <fieldset className="c-form-grid">
      <legend>{labels.pull}</legend>
      <SelectField
        label={labels.pullMethod}
        name="pull.method"
        options={[
          { value: "comin", label: "comin" },
          { value: "auto-upgrade", label: "system.autoUpgrade" },
        ]}
        value={textOf(valueAt(document, ["pull", "method"])) || "comin"}
        onChange={(event) => onChange(withValue(document, ["pull", "method"], event.target.value))}
      />
      <SecondsField {...{ document, diagnostics, labels, onChange }} path={["pull", "pollSeconds"]} usual="60">
        {[labels.pullSeconds, ""]}
      </SecondsField>
    </fieldset>
  );
}

function SecondsField(
  props: FormPart & {
    readonly path: readonly string[];
    readonly usual: string;
    /** Label and help. */
    readonly children: readonly [string, string];
  },
) {
  const { document, diagnostics, path, onChange } = props;
  const [label, help] = props.children;
  const name = path.join(".");
  return (
    <TextField
      label={label}
      help={help || undefined}
      optionalLabel={props.labels.optional}
      name={name}
      inputMode="numeric"
      placeholder={props.usual}
      value={textOf(valueAt(document, path))}
      error={errorAt(diagnostics, name, label)}
      onChange={(event) => onChange(withValue(document, path, secondsOf(event.target.value)))}
    />
  );
}

// What is no number stays a text, so that the check names it.
function secondsOf(text: string): unknown {
  const number = Number(text);
  if (text.trim() === "") return undefined;
  return Number.isFinite(number) ? number : text;
}
