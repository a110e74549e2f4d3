import type { NoteText } from "@allotment/api";
import { CodeBlock, LinkButton } from "@allotment/ui";
import { rawTexts, texts } from "../../../../texts/texts.ts";

/** What to make, as a text to copy or to send by mail. */
export function Note(props: {
  readonly note: NoteText;
  /** Which note it is: of what is open, of what would be needed in practice, or of everything once all of it is right. */
  readonly about: "open" | "practice" | "right";
}) {
  const { subject, body } = props.note;
  const t = texts("domains");
  const mail = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;
  return (
    <section className="u-stack">
      <h2>{t("note.title")}</h2>
      <p className="u-soft">{t(`note.about.${props.about}`)}</p>
      <CodeBlock title={subject} code={body} labels={rawTexts("common").copyLabels} />
      <p>
        <LinkButton href={mail}>{t("note.mail")}</LinkButton>
      </p>
    </section>
  );
}
