import type { CheckHandler } from "@allotment/engine";
import { neededRecords } from "@allotment/model";
import { isUsable } from "@allotment/store";
import { lookAndKeep, type NameKeeper } from "./name-keeper.ts";
import { namesFindings } from "./names-findings.ts";

/**
 * Looks whether the names of what is deployed still lead where they should. What is only advised is told of, and makes
 * nothing degraded. Where nobody could be asked, nothing is known.
 */
export function createNamesCheck(keeper: NameKeeper): CheckHandler<"dns"> {
  return async ({ deployment, description, signal }) => {
    const looks = await lookAndKeep(keeper, { deploymentId: deployment.id, description }, signal);
    const findings = namesFindings(description, looks);
    const required = neededRecords(description).filter(({ need }) => need === "required");
    const known = required.flatMap(({ id }) => looks.filter(({ record }) => record === id));
    const unknown = known.length > 0 && known.every(({ outcome }) => outcome === "unknown");
    const wrong = findings.some(({ severity }) => severity === "problem");
    return {
      outcome: unknown ? "unknown" : wrong ? "degraded" : "healthy",
      findings,
      metrics: {},
      facts: { needed: required.length, right: known.filter(isUsable).length },
    };
  };
}
