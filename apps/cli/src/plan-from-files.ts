import { applications } from "@allotment/catalogue";
import { hasErrors, practises, validateAgainst, type Description, type Environment, type Plan } from "@allotment/model";
import {
  diagnosticsText,
  isOnlyFit,
  makePlan,
  nothingTaken,
  validateEnvironment,
  type PlanOutcome,
} from "@allotment/planner";
import { basename } from "node:path";
import { CliError, exitCodes } from "./exit.ts";
import { readDocument } from "./read-document.ts";

/** The files a plan is made from. */
export interface PlanFiles {
  readonly configuration: string;
  readonly environment: string;
  readonly deployed?: string;
}

/** A plan that could be made. */
export interface MadePlan {
  readonly plan: Plan;
  readonly description: Description;
}

/** Makes a plan from files; the deployment is called like the configuration's file. */
export async function planFromFiles(files: PlanFiles): Promise<PlanOutcome> {
  const environment = await readEnvironment(files.environment);
  const deployed = files.deployed === undefined ? null : await readDescription(files.deployed);
  return makePlan({
    deployment: deployed?.deployment ?? deploymentName(files.configuration),
    configuration: await readDocument(files.configuration),
    environment,
    applications,
    taken: nothingTaken,
    deployed,
    // A plan from files is for reading: which worker will carry it out is not known.
    workerKeys: [],
    frozen: deployed !== null && !practises(deployed.orchestrator),
  });
}

/** The plan of an outcome. @throws CliError with the diagnostics, 2 when it only does not fit */
export function made(outcome: PlanOutcome): MadePlan {
  if (outcome.plan && outcome.description) return { plan: outcome.plan, description: outcome.description };
  throw new CliError(diagnosticsText(outcome.diagnostics), exitCodeOf(outcome));
}

/** Exit code for an outcome without a plan. */
export function exitCodeOf(outcome: PlanOutcome): number {
  if (outcome.plan) return 0;
  return isOnlyFit(outcome.diagnostics) ? exitCodes.doesNotFit : exitCodes.invalid;
}

async function readEnvironment(file: string): Promise<Environment> {
  const document = await readDocument(file);
  const diagnostics = validateEnvironment(document, applications);
  if (hasErrors(diagnostics))
    throw new CliError(`${file} is not a valid environment.\n${diagnosticsText(diagnostics)}`);
  return document as Environment;
}

async function readDescription(file: string): Promise<Description> {
  const document = await readDocument(file);
  const diagnostics = validateAgainst("description.schema.json", document);
  if (hasErrors(diagnostics)) throw new CliError(`${file} is not a deployment.json.\n${diagnosticsText(diagnostics)}`);
  return document as Description;
}

function deploymentName(file: string): string {
  const name = basename(file)
    .replace(/\.(?:json|ya?ml)$/, "")
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 32);
  return name === "" ? "deployment" : name;
}
