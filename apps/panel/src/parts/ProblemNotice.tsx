import type { Problem } from "@allotment/api/client";
import { Notice } from "@allotment/ui";

/** A refusal in words: what happened, what is unharmed, what to do now. */
export function ProblemNotice({ problem }: { readonly problem: Problem }) {
  return (
    <Notice tone="danger" title={problem.summary} role="alert">
      <p>
        {problem.unharmed} {problem.next}
      </p>
      {problem.diagnostics.length > 0 && (
        <ul>
          {problem.diagnostics.map((one) => (
            <li key={`${one.address} ${one.code}`}>
              {one.summary} {one.detail}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
