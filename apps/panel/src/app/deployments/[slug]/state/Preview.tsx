import type { StatePreview } from "@allotment/api";
import { EffectBadge, Fold, Notice } from "@allotment/ui";
import { texts } from "../../../../texts/texts.ts";
import { Things } from "./Things.tsx";

/** What another state means before anything is done: what changes, what stays, what is erased and what is left elsewhere. */
export function Preview({ preview }: { readonly preview: StatePreview }) {
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
          <h2 id="erased">{t("preview.erasedTitle")}</h2>
          {erased.map((machine) => (
            <Erased key={machine.machine} machine={machine} />
          ))}
        </section>
      )}
      {left.length > 0 && (
        <section className="u-stack" aria-labelledby="left">
          <h2 id="left">{t("record.left")}</h2>
          <Sentences sentences={left.map(({ sentence }) => sentence)} />
        </section>
      )}
    </>
  );
}

/** What is erased on a machine: in a line what kinds of things, and one click below each of them. */
function Erased({ machine: erased }: { readonly machine: StatePreview["erased"][number] }) {
  const { machine, things } = erased;
  const t = texts("states");
  const caption = t("preview.erased", { machine, count: things.length });
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
