import type { CheckHandler } from "@allotment/engine";
import type { Finding } from "@allotment/model";
import { bodyBytesMax, type UrlAnswer } from "@allotment/orchestrators";
import type { CheckResult, NodeInfoSeen } from "@allotment/store";
import { readNodeInfo } from "./nodeinfo-document.ts";
import { visit, type Visiting } from "./visit.ts";

/**
 * Reads what an instance says of itself: how many people, how many posts. Whatever the document is, it is read up to a
 * size and not followed elsewhere. It is asked at the place that the application's module names, not where the site says.
 */
export function createNodeInfoCheck(visiting: Visiting): CheckHandler<"nodeinfo"> {
  return async (context) => {
    const { check, description, previous } = context;
    const url = description.instances[check.subject]?.nodeInfo ?? null;
    if (url === null) throw new Error("the instance says nothing of itself");
    const answer = await visit(visiting, context, url, "application/json");
    const reason = refusal(answer);
    if (reason !== null) return unreadable(check.subject, reason, previous?.facts ?? null);
    const text = "status" in answer ? answer.body : "";
    const seen = readNodeInfo(text, previous?.facts?.figures);
    if (seen === null) return unreadable(check.subject, "malformed", previous?.facts ?? null);
    return { outcome: "healthy", findings: [], metrics: { ...seen.figures }, facts: seen };
  };
}

/** Why an answer is not read; null when it is. */
function refusal(answer: UrlAnswer): string | null {
  if ("problem" in answer) return answer.problem;
  if (answer.status !== 200) return String(answer.status);
  return Buffer.byteLength(answer.body) >= bodyBytesMax ? "too-large" : null;
}

/** Figures that cannot be read make nobody's site broken; people wonder where they went. */
function unreadable(instance: string, reason: string, before: NodeInfoSeen | null): CheckResult<"nodeinfo"> {
  const finding: Finding = {
    code: "nodeinfo-unreadable",
    subject: instance,
    params: { instance, reason },
    turn: "provider",
    severity: "warning",
  };
  return { outcome: "unknown", findings: [finding], metrics: {}, facts: before };
}
