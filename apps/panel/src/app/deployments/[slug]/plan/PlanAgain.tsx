"use client";
import { Button, type ButtonVariant } from "@allotment/ui";
import { useActionState } from "react";
import { ProblemNotice } from "../../../../parts/ProblemNotice.tsx";
import { planAgain } from "./actions.ts";

/** A button that makes a new plan of what is saved. */
export function PlanAgain(props: {
  readonly deploymentId: string;
  readonly slug: string;
  readonly label: string;
  readonly variant?: ButtonVariant;
}) {
  const [problem, action] = useActionState(planAgain, null);
  return (
    <form action={action} className="u-inline-form">
      {problem && <ProblemNotice problem={problem} />}
      <input type="hidden" name="deploymentId" value={props.deploymentId} />
      <input type="hidden" name="slug" value={props.slug} />
      <Button type="submit" variant={props.variant ?? "primary"}>
        {props.label}
      </Button>
    </form>
  );
}
