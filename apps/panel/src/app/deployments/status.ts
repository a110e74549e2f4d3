import type { DeploymentStatus, DeploymentSummary } from "@allotment/api/client";
import type { Tone } from "@allotment/ui";
import { texts } from "../../texts/texts.ts";

const tones: Readonly<Record<DeploymentStatus, Tone>> = {
  draft: "neutral",
  saved: "neutral",
  ready: "info",
  installing: "progress",
  live: "success",
  "live-last-run-failed": "warning",
  failed: "danger",
  suspended: "warning",
  removing: "warning",
  removed: "neutral",
};

/** Where a deployment stands, in words and a tone. What was only practised is never called live. */
export function statusOf({ status, environment }: Pick<DeploymentSummary, "status" | "environment">): {
  readonly tone: Tone;
  readonly text: string;
} {
  const t = texts("deployments");
  return { tone: tones[status], text: t(`${environment.practice ? "practiceStatus" : "status"}.${status}`) };
}
