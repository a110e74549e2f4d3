"use client";
import { Button, CodeBlock, LinkButton, Notice, TextArea, TextField } from "@allotment/ui";
import { startTransition, useActionState, useState, type FormEvent, type MouseEvent } from "react";
import { ProblemNotice } from "../../../../parts/ProblemNotice.tsx";
import { saveEnvironment, type SaveResult } from "./actions.ts";
import { Affected } from "./Affected.tsx";
import { CheckNotice, CheckStatus } from "./CheckNotice.tsx";
import { errorAt } from "./error-at.ts";
import type { Document } from "./document.ts";
import { GeneralFields, PolicyFields } from "./GeneralFields.tsx";
import { InstallFields } from "./InstallFields.tsx";
import type { EditorLabels, LabelledType } from "./labels.ts";
import { OfferSection } from "./OfferSection.tsx";
import { useEnvironment, type Side } from "./use-environment.ts";

/** An environment as a form and as YAML: the same thing, checked as one types. */
export function EnvironmentEditor(props: {
  readonly environment: { readonly id: string; readonly slug: string; readonly revisionId: string };
  readonly document: Document;
  readonly yaml: string;
  readonly side: Side;
  readonly types: readonly LabelledType[];
  readonly labels: EditorLabels;
}) {
  const { environment, types, labels } = props;
  const { edited, settle, editDocument, editYaml } = useEnvironment(environment.id, props.document, props.yaml);
  const [side, setSide] = useState<Side>(props.side);
  const [result, action] = useActionState(saveEnvironment, null);
  const part = { document: edited.document, diagnostics: edited.diagnostics, labels, onChange: editDocument };
  async function show(event: MouseEvent, next: Side) {
    event.preventDefault();
    await settle();
    setSide(next);
  }
  // Sent by hand, so that nothing that was typed is emptied when saving is refused. Without scripts the action does it.
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const form = new FormData(event.currentTarget, submitter);
    startTransition(() => action(form));
  }
  const wrong = edited.diagnostics.some(({ severity }) => severity === "error");
  return (
    <form action={action} onSubmit={submit} className="u-stack-loose">
      <Hidden {...environment} document={side === "form" ? edited.document : null} />
      <nav className="c-tabs" aria-label={labels.tabs}>
        <ul>
          {(["form", "yaml"] as const).map((one) => (
            <li key={one}>
              <a
                href={`?as=${one}`}
                aria-current={one === side ? "page" : undefined}
                onClick={(event) => void show(event, one)}
              >
                {labels[one]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {side === "form" && !edited.readable && <Notice tone="warning" title={labels.formBlocked} />}
      {/* Stays in the page beside the text: values of secrets are only in its fields. */}
      <div className="u-stack-loose" hidden={side !== "form"}>
        <GeneralFields {...part} />
        <InstallFields {...part} />
        {types.map((type) => (
          <OfferSection key={type.type} type={type} {...part} />
        ))}
        <PolicyFields {...part} />
      </div>
      {side === "yaml" && (
        <TextArea
          label={labels.yamlLabel}
          help={labels.yamlHelp}
          error={errorAt(edited.diagnostics, "")}
          name="yaml"
          value={edited.yaml}
          rows={32}
          wrap="off"
          spellCheck={false}
          onChange={(event) => editYaml(event.target.value)}
        />
      )}
      <CheckNotice edited={edited} labels={labels} />
      <Affected affected={edited.affected} labels={labels.affected} />
      {result && <Refusal result={result} labels={labels} />}
      <TextField
        label={labels.message}
        help={labels.messageHelp}
        name="message"
        maxLength={500}
        optionalLabel={labels.optional}
      />
      <div className="c-save-bar">
        <Button type="submit" variant="primary" disabledReason={wrong ? labels.saveBlocked : undefined}>
          {labels.save}
        </Button>
        {!wrong && <CheckStatus edited={edited} labels={labels} />}
      </div>
    </form>
  );
}

function Hidden(props: {
  readonly id: string;
  readonly slug: string;
  readonly revisionId: string;
  readonly document: Document | null;
}) {
  return (
    <>
      <input type="hidden" name="environmentId" value={props.id} />
      <input type="hidden" name="slug" value={props.slug} />
      <input type="hidden" name="basedOnRevisionId" value={props.revisionId} />
      {props.document && <input type="hidden" name="document" value={JSON.stringify(props.document)} />}
    </>
  );
}

/** Why it was not saved. After somebody else's change both ways on are offered: theirs, or this one on top. */
function Refusal(props: { readonly result: NonNullable<SaveResult>; readonly labels: EditorLabels }) {
  const { problem, theirs } = props.result;
  const { conflict, copy } = props.labels;
  if (theirs === null) return <ProblemNotice problem={problem} />;
  return (
    <div className="u-stack">
      <ProblemNotice problem={problem} />
      <p>{conflict.help}</p>
      <CodeBlock title={conflict.theirs} code={theirs.yaml} labels={copy} />
      <div className="u-row">
        <Button type="submit" name="basedOnRevisionId" value={theirs.revisionId}>
          {conflict.keepMine}
        </Button>
        <LinkButton href="">{conflict.takeTheirs}</LinkButton>
      </div>
    </div>
  );
}
