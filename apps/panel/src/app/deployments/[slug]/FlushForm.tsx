"use client";
import type { Problem } from "@allotment/api/client";
import { useActionState, useEffect, useRef, useState, type FormEvent, type ReactNode } from "react";
import { ProblemNotice } from "../../../parts/ProblemNotice.tsx";
import { inWords, optionOf } from "./field-addresses.ts";
import type { EditedDraft } from "./use-draft.ts";

/** A server action that may refuse. */
export type FormAction = (before: Problem | null, form: FormData) => Promise<Problem | null>;

/**
 * A form about the draft. What is typed and not saved yet is saved first, and the form names the version that was saved.
 * Before scripts have loaded it is a plain form.
 */
export function FlushForm(props: {
  readonly id?: string | undefined;
  readonly action: FormAction;
  readonly draft: Pick<EditedDraft, "etag" | "state" | "flush">;
  readonly fields: Readonly<Record<string, string>>;
  /** Titles for the addresses that a refusal names. */
  readonly titleOf?: ((address: string) => string | undefined) | undefined;
  readonly className?: string | undefined;
  readonly children?: ReactNode;
}) {
  const { draft } = props;
  const [problem, action] = useActionState(props.action, null);
  const notice = useRef<HTMLDivElement>(null);
  const [refusedEtag, setRefusedEtag] = useState<string | null>(null);
  // Whoever pressed a button at the top of a long page has to see why nothing happened.
  useEffect(() => {
    if (!problem) return;
    setRefusedEtag(draft.etag);
    notice.current?.focus();
    // Only a new answer moves the page, not what is typed afterwards.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [problem]);
  // What was refused speaks of the draft as it was; with the next edit it may no longer be true.
  const holds = refusedEtag === null || refusedEtag === draft.etag;
  function submit(event: FormEvent<HTMLFormElement>) {
    if (draft.state === "saved") return;
    event.preventDefault();
    const form = event.currentTarget;
    void draft.flush().then((etag) => {
      const field = form.elements.namedItem("etag");
      if (etag === null || !(field instanceof HTMLInputElement)) return;
      field.value = etag;
      // The state "saved" has to be there before the form is sent.
      requestAnimationFrame(() => form.requestSubmit());
    });
  }
  return (
    <form id={props.id} action={action} onSubmit={submit} className={props.className}>
      <div ref={notice} tabIndex={-1}>
        {problem && holds && <ProblemNotice problem={props.titleOf ? withTitles(problem, props.titleOf) : problem} />}
      </div>
      <input type="hidden" name="etag" value={draft.etag} />
      {Object.entries(props.fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {props.children}
    </form>
  );
}

function withTitles(problem: Problem, titleOf: (address: string) => string | undefined): Problem {
  const diagnostics = problem.diagnostics.map((each) => {
    const option = optionOf(each.address);
    const said = inWords(each, titleOf);
    return { ...each, summary: option === null ? said : `${option.instance}: ${said}`, detail: "" };
  });
  return { ...problem, diagnostics };
}
