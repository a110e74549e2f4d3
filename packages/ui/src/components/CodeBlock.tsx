import { CopyButton, type CopyLabels } from "./CopyButton.tsx";

export type CodeBlockProps = {
  /** What it is: a file's name or a sentence. */
  readonly title: string;
  readonly code: string;
  readonly labels: CopyLabels;
};

/** A text as it is (a file, a record, a command) with a button that copies it. Scrolls in itself. */
export function CodeBlock({ title, code, labels }: CodeBlockProps) {
  return (
    <figure className="c-code">
      <figcaption className="c-code__head">
        <span>{title}</span>
        <CopyButton text={code} labels={labels} />
      </figcaption>
      <pre className="c-code__body" tabIndex={0} aria-label={title} role="region">
        <code>{code}</code>
      </pre>
    </figure>
  );
}
