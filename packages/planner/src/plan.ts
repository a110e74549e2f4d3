import { hasErrors, type Description, type Plan } from "@allotment/model";
import { dataNotices } from "./steps/data-notices.ts";
import { diff } from "./steps/diff.ts";
import { backupRequirement, backupRole, deploymentSlug } from "./steps/backups.ts";
import { describe } from "./steps/describe.ts";
import { groupsOf } from "./steps/groups.ts";
import { chooseOffer, chooseOffers, type ChosenOffer } from "./steps/offers.ts";
import { notices } from "./steps/notices.ts";
import { placeGroups } from "./steps/placement.ts";
import { requirements, type RequiringInstance } from "./steps/requirements.ts";
import { keptValues } from "./steps/rotations.ts";
import { standStill } from "./steps/stand-still.ts";
import { validate, type ValidConfiguration } from "./steps/validate.ts";
import type { PlanInput, PlanOutcome } from "./input.ts";
import { lintDescription } from "./lint/lint.ts";
import { Report, type StepResult } from "./report.ts";

/**
 * Makes a plan: what an operator's configuration means in a provider's environment, and what differs from what is
 * deployed. Pure, synchronous and deterministic; every step reports what it decided, and why.
 */
export function makePlan(input: PlanInput): PlanOutcome {
  const report = new Report();
  const { desired = "running" } = input;
  const description =
    desired === "running" ? resolve(input, report) : report.add("describe", standStill(input, desired));
  if (description === null || hasErrors(report.diagnostics)) return stopped(report);
  const result = diff(input, description);
  report.steps.push({ step: "diff", decisions: [...result.decisions] });
  report.diagnostics.push(...result.diagnostics, ...notices(input, description), ...dataNotices(input, description));
  if (hasErrors(report.diagnostics)) return stopped(report);
  const found = lintDescription(description);
  report.steps.push({ step: "lint", decisions: [] });
  report.diagnostics.push(...found);
  if (hasErrors(found)) return stopped(report);
  const plan: Plan = { ...result.value, report: report.steps, diagnostics: report.diagnostics };
  return { diagnostics: report.diagnostics, report: report.steps, description, plan };
}

function stopped(report: Report): PlanOutcome {
  return { diagnostics: report.diagnostics, report: report.steps, description: null, plan: null };
}

// Each step needs the one before it; offers are chosen before machines because a co-located server takes room there.
function resolve(input: PlanInput, report: Report): Description | null {
  const valid = report.add("validate", validate(input));
  if (valid === null) return null;
  const instances = report.add("requirements", requirements(input, valid));
  const offers = report.add("bindings", chooseOffers(input, instances));
  const backupOffer = report.add("bindings", chooseBackupOffer(input, valid, instances, offers));
  const groups = groupsOf(input.environment.policy, instances, offers, valid.configuration.backups.enabled);
  const placement = report.add("placement", placeGroups(input, groups));
  if (hasErrors(report.diagnostics)) return null;
  report.steps.push({ step: "describe", decisions: [] });
  const description = describe(input, valid, instances, offers, placement, backupOffer);
  report.diagnostics.push(...keptValues(description, valid.configuration.rotations ?? {}));
  return description;
}

function chooseBackupOffer(
  input: PlanInput,
  valid: ValidConfiguration,
  instances: readonly RequiringInstance[],
  offers: readonly ChosenOffer[],
): StepResult<ChosenOffer | null> {
  const { backups } = valid.configuration;
  if (!backups.enabled) return { value: null, decisions: [], diagnostics: [] };
  const requirement = backupRequirement(backups, instances, offers);
  const kept = input.deployed?.backups?.offer;
  const wanted = { slug: deploymentSlug, role: backupRole, requirement, kept };
  return chooseOffer(input.environment, wanted, new Map(Object.entries(input.taken.offers)));
}
