import type { DeclaredThing } from "@allotment/api";
import { Button } from "@allotment/ui";
import type { ReactNode } from "react";
import { ActionForm } from "../../parts/ActionForm.tsx";
import { texts } from "../../texts/texts.ts";
import { testDeclared } from "./actions.ts";

/** The button that has something tested, with what the test has to know. */
export function TestForm(props: {
  readonly thing: DeclaredThing;
  readonly title: string;
  readonly children?: ReactNode;
}) {
  const { type, offer, environmentId } = props.thing;
  const label = texts("firstDay")("steps.services.test");
  return (
    <ActionForm action={testDeclared} hidden={{ type, offer, environmentId }} inline={props.children === undefined}>
      {props.children}
      <Button type="submit" size="small" aria-label={`${label}: ${props.title}`}>
        {label}
      </Button>
    </ActionForm>
  );
}
