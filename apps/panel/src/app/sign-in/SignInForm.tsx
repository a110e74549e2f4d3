"use client";
import { Button, TextField } from "@allotment/ui";
import { useActionState } from "react";
import { ProblemNotice } from "../../parts/ProblemNotice.tsx";
import { signIn } from "./actions.ts";

/** User name and password. Works before scripts have loaded. */
export function SignInForm({
  next,
  labels,
}: {
  readonly next: string;
  readonly labels: { readonly username: string; readonly password: string; readonly submit: string };
}) {
  const [problem, action] = useActionState(signIn, null);
  return (
    <form action={action} className="c-form">
      {problem && <ProblemNotice problem={problem} />}
      <input type="hidden" name="next" value={next} />
      <TextField label={labels.username} name="username" autoComplete="username" autoCapitalize="none" required />
      <TextField label={labels.password} name="password" type="password" autoComplete="current-password" required />
      <Button type="submit" variant="primary">
        {labels.submit}
      </Button>
    </form>
  );
}
