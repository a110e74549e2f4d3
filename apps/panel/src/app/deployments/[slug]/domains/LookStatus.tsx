import type { RecordView } from "@allotment/api";
import { Status, type Tone } from "@allotment/ui";
import { texts } from "../../../../texts/texts.ts";

type Look = NonNullable<RecordView["look"]>;

/** How a record is, in a word and in a sentence. What is only advised is never alarming. */
export function LookStatus({ look, advised = false }: { readonly look: Look | null; readonly advised?: boolean }) {
  const t = texts("domains");
  if (look === null) return <Status tone="neutral">{t("notLooked")}</Status>;
  const word = <Status tone={toneOf(look, advised)}>{t(`outcomes.${look.outcome}`)}</Status>;
  if (look.outcome === "right" || look.outcome === "missing") return word;
  return (
    <>
      {word}
      <p className="u-soft">{look.text}</p>
    </>
  );
}

function toneOf({ outcome, right }: Look, advised: boolean): Tone {
  if (right) return outcome === "lying" ? "warning" : "success";
  if (outcome === "unknown") return "neutral";
  if (advised || outcome === "missing") return "warning";
  return "danger";
}
