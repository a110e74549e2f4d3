import type { RunView } from "@allotment/api/client";
import type { Tone } from "@allotment/ui";

/** How a state of a run is shown. */
export function runTone(state: RunView["state"]): Tone {
  switch (state) {
    case "succeeded":
      return "success";
    case "failed":
    case "refused":
      return "danger";
    case "rolled-back":
    case "cancelled":
      return "warning";
    case "requested":
      return "neutral";
    default:
      return "progress";
  }
}
