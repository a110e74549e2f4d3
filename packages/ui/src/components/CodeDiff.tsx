import { classes } from "./classes.ts";
import type { DiffLine } from "./unified-diff.ts";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

export type CodeDiffProps = {
  /** The file's name. */
  readonly title: string;
  /** From `parseUnifiedDiff`. */
  readonly lines: readonly DiffLine[];
  /** Said before each such line by screen readers. */
  readonly labels: { readonly added: string; readonly removed: string };
};

const signs = { added: "+", removed: "−", context: " " } as const;

function Line({ line, labels }: { readonly line: DiffLine; readonly labels: CodeDiffProps["labels"] }) {
  const name = classes("c-code-diff__line", `c-code-diff__line--${line.kind}`);
  if (line.kind === "hunk") return <span className={name}>{line.text}</span>;
  return (
    <span className={name}>
      <span className="c-code-diff__number" aria-hidden="true">
        {line.oldLine}
      </span>
      <span className="c-code-diff__number" aria-hidden="true">
        {line.newLine}
      </span>
      <span aria-hidden="true">{signs[line.kind]}</span>
      <span>
        {line.kind !== "context" && <VisuallyHidden>{labels[line.kind]}: </VisuallyHidden>}
        {line.text || " "}
      </span>
    </span>
  );
}

/** The difference of one file, line by line: sign, colour and, for screen readers, words. Scrolls in itself. */
export function CodeDiff({ title, lines, labels }: CodeDiffProps) {
  return (
    <figure className="c-code c-code-diff">
      <figcaption className="c-code__head">{title}</figcaption>
      <pre className="c-code__body" tabIndex={0} aria-label={title} role="region">
        <code className="c-code-diff__lines">
          {lines.map((line, index) => (
            <Line key={index} line={line} labels={labels} />
          ))}
        </code>
      </pre>
    </figure>
  );
}
