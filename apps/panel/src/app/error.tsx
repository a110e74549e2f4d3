"use client";
import { Trouble } from "../parts/Trouble.tsx";
import { troubleLabels } from "../parts/trouble-labels.ts";

/** A page that could not be shown; the frame around it may be missing too. */
export default function ErrorPage({
  error,
  reset,
}: {
  readonly error: Error & { digest?: string };
  readonly reset: () => void;
}) {
  return <Trouble labels={troubleLabels} digest={error.digest} onAgain={reset} />;
}
