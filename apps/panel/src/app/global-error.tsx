"use client";
import "@allotment/ui/styles.css";
import { Trouble } from "../parts/Trouble.tsx";
import { troubleLabels } from "../parts/trouble-labels.ts";

/** The last resort, where not even the document around a page could be made. */
export default function GlobalErrorPage({
  error,
  reset,
}: {
  readonly error: Error & { digest?: string };
  readonly reset: () => void;
}) {
  return (
    <html lang="en">
      <body>
        <title>{troubleLabels.title}</title>
        <Trouble labels={troubleLabels} digest={error.digest} onAgain={reset} />
      </body>
    </html>
  );
}
