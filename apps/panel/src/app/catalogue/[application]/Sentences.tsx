import { Icon, type IconName } from "@allotment/ui";

/** A heading with short sentences below it. Nothing is shown when there are none. */
export function Sentences(props: {
  readonly id: string;
  readonly title: string;
  readonly icon: IconName;
  readonly introduction?: string;
  readonly sentences: readonly string[];
}) {
  if (props.sentences.length === 0) return null;
  return (
    <section aria-labelledby={props.id} className="u-stack">
      <h2 id={props.id} className="c-section-title">
        <Icon name={props.icon} sizePx={18} />
        {props.title}
      </h2>
      {props.introduction && <p className="u-soft">{props.introduction}</p>}
      <ul className="u-list">
        {props.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
