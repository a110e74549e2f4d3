import type { StatePreview } from "@allotment/api";
import { EffectBadge, Fold, Notice } from "@allotment/ui";
import { texts } from "../../../../texts/texts.ts";
import { leftLines } from "./left-lines.ts";
import { Things } from "./Things.tsx";

/** What another state means before anything is done: what changes, what stays, what is erased and what is left elsewhere. */
export function Preview({ preview, practice }: { readonly preview: StatePreview; readonly practice: boolean }) {
  const t = texts("states");
  const { plan, stays, elsewhere, erased, left } = preview;
  const errors = preview.diagnostics.filter(({ severity }) => severity === "error");
  return (
    <>
      {errors.length > 0 && (
        <Notice tone="warning" title={t("preview.refused")}>
          <Sentences sentences={errors.map(({ summary, detail }) => `${summary} ${detail}`)} />
        </Notice>
      )}
      <div className="c-columns">
        <section className="u-stack" aria-labelledby="stays">
          <h2 id="stays">{t("preview.stays")}</h2>
          <Sentences sentences={stays} />
        </section>
        {elsewhere.length > 0 && (
          <section className="u-stack" aria-labelledby="elsewhere">
            <h2 id="elsewhere">{t("preview.elsewhere")}</h2>
            <Sentences sentences={elsewhere} />
          </section>
        )}
      </div>
      {plan !== null && (
        <Fold summary={t("preview.title", { count: plan.changes.length })} open={erased.length === 0}>
          <ul className="u-list">
            {plan.changes.map(({ address, sentence, effect, effectText }) => (
              <li key={address}>
                {sentence} {/* The others say how long it is away for an update, which this is not. */}
                {effect === "irreversible" && <EffectBadge effect={effect} label={effectText} />}
              </li>
            ))}
          </ul>
        </Fold>
      )}
      {erased.length > 0 && (
        <section className="u-stack" aria-labelledby="erased">
          <h2 id="erased">{t("preview.erasedTitle", { practice: String(practice) })}</h2>
          {erased.map((machine) => (
            <Erased key={machine.machine} machine={machine} practice={practice} />
          ))}
        </section>
      )}
      {left.length > 0 && (
        <section className="u-stack" aria-labelledby="left">
          <h2 id="left">{t("record.left", { practice: String(practice) })}</h2>
          <Sentences sentences={leftLines(left, practice)} />
        </section>
      )}
    </>
  );
}

/** What is erased on a machine: in a line what kinds of things, and one click below each of them. */
function Erased(props: { readonly machine: StatePreview["erased"][number]; readonly practice: boolean }) {
  const { machine: erased, practice } = props;
  const { machine, things } = erased;
  const t = texts("states");
  const caption = t("preview.erased", { practice: String(practice), machine, count: things.length });
  const kinds = [...new Set(things.map(({ kindText }) => kindText))];
  return (
    <>
      <p className="c-prose">{t("preview.kinds", { machine, kinds: kinds.join(", ") })}</p>
      <Fold summary={caption}>
        <Things machine={erased} caption={caption} captionHidden />
      </Fold>
    </>
  );
}

function Sentences({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <ul className="u-list">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
