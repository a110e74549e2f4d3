import type { OptionSchema } from "@allotment/model";
import { texts } from "../../../texts/texts.ts";

/** A value of an option in words: the title of a choice, “on”, “30 days”. */
export function sayValue(value: unknown, option: OptionSchema): string {
  const t = texts("catalogue");
  const choice = option.oneOf?.find((known) => known.const === value);
  if (choice) return choice.title;
  if (typeof value === "boolean") return value ? t("option.on") : t("option.off");
  if (value === null || value === undefined || value === "") return t("option.nothing");
  if (Array.isArray(value)) return value.map((one) => sayValue(one, option)).join(", ") || t("option.nothing");
  const { unit } = option["x-allotment"];
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return typeof value === "number" && unit ? `${value.toLocaleString("en")} ${unit}` : text;
}

/** Which values are allowed; null where the type says it all. */
export function sayAllowed(option: OptionSchema): string | null {
  if (option.oneOf) return option.oneOf.map(({ title }) => title).join(" · ");
  if (option.enum) return option.enum.map((value) => sayValue(value, option)).join(", ");
  return sayRange(option);
}

function sayRange(option: OptionSchema & { readonly minimum?: unknown; readonly maximum?: unknown }): string | null {
  const t = texts("catalogue");
  const { minimum, maximum } = option;
  const [min, max] = [sayValue(minimum, option), sayValue(maximum, option)];
  // The unit once, behind both.
  if (typeof minimum === "number" && typeof maximum === "number") {
    return t("option.range", { min: minimum.toLocaleString("en"), max });
  }
  if (typeof minimum === "number") return t("option.atLeast", { min });
  return typeof maximum === "number" ? t("option.atMost", { max }) : null;
}

/** Recommended values by size, each with its reason. */
export function sayRecommended(option: OptionSchema): readonly string[] {
  const t = texts("catalogue");
  const all = option["x-allotment"].recommended ?? [];
  return all.map(({ activeUsersMax, value, reason }) => {
    const said = { value: sayValue(value, option), reason };
    if (all.length === 1 && activeUsersMax === null) return t("option.recommendedAny", said);
    return activeUsersMax === null
      ? t("option.recommendedAbove", said)
      : t("option.recommendedUpTo", { ...said, count: activeUsersMax });
  });
}
