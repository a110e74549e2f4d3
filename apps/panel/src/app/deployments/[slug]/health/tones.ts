import type { ApplicationHealthView, HealthView } from "@allotment/api/client";
import type { Tone } from "@allotment/ui";

/** How what was seen is shown. */
export const outcomeTones: Readonly<Record<HealthView["outcome"], Tone>> = {
  unknown: "neutral",
  healthy: "success",
  degraded: "warning",
  down: "danger",
};

/** How one check is shown. */
export const checkTones: Readonly<Record<ApplicationHealthView["purposes"][number]["outcome"], Tone>> = {
  ok: "success",
  wrong: "danger",
  unknown: "neutral",
};
