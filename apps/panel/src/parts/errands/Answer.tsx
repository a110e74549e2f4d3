import type { ErrandView } from "@allotment/api";
import { Notice } from "@allotment/ui";
import { Checks } from "./Checks.tsx";

/** What the worker answered: what it looked at, or why there is no answer and what to do. */
export function Answer({ errand: { checks, problem } }: { readonly errand: ErrandView }) {
  return (
    <>
      {problem && (
        <Notice tone="warning" title={problem.summary}>
          <p>{problem.next}</p>
        </Notice>
      )}
      <Checks checks={checks} />
    </>
  );
}
