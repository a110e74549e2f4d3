import { texts } from "../../../../texts/texts.ts";

/** Days that can be chosen between asking for a removal and erasing. */
const graceDays = [0, 1, 7, 14, 30, 90] as const;

const dayMilliseconds = 86_400_000;
const dates = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** Choices of how long a removal can be taken back, each with the day it ends. @param now milliseconds since 1970 */
export function graceOptions(now: number): readonly { readonly value: string; readonly label: string }[] {
  const t = texts("states");
  return graceDays.map((days) => ({
    value: String(days),
    label:
      days === 0
        ? t("remove.graceNow")
        : t("remove.graceOption", { days, until: dates.format(now + days * dayMilliseconds) }),
  }));
}

/** Whole days until a moment, at least 0. */
export function daysUntil(iso: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(iso) - now) / dayMilliseconds));
}
