import type { DeploymentRecord } from "@allotment/store";
import { say } from "../view/sentences.ts";
import type { DeploymentSummary } from "./view.ts";

/** How a deployment is and how it is wanted, in one sentence: what is true comes first. */
export function stateText(
  { removal, removedAt }: Pick<DeploymentRecord, "removal" | "removedAt">,
  { desired, actual, busy }: Pick<DeploymentSummary, "desired" | "actual" | "busy">,
): string {
  const text = (key: string) => say(`states.text.${key}`, { when: removal?.eraseAt.slice(0, 10) ?? "" });
  if (removedAt !== null) return text("removed");
  if (removal?.erasingSince) return text(busy ? "erasing" : "erasing-stopped");
  if (removal) return text(actual === "running" && !busy ? "removing-still-running" : "removing");
  if (actual === null) return text("nothing");
  if (busy || actual === desired) return text(actual);
  return text(`wanted-${desired}`);
}
