import type { ErrandView } from "@allotment/api";
import { Status, type Tone } from "@allotment/ui";
import { texts } from "../../texts/texts.ts";

type Check = ErrandView["checks"][number];

const tones: Readonly<Record<Check["outcome"], Tone>> = {
  ok: "success",
  missing: "warning",
  wrong: "danger",
  unknown: "neutral",
};

/** What the worker looked at, each with how it is in words. Nothing is shown for nothing. */
export function Checks({ checks }: { readonly checks: readonly Check[] }) {
  const t = texts("machines");
  if (checks.length === 0) return null;
  return (
    <ul className="c-checks" aria-label={t("checks.label")}>
      {checks.map(({ code, outcome, text }) => (
        <li key={code}>
          <Status tone={tones[outcome]}>{t(`checks.outcomes.${outcome}`)}</Status>
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
