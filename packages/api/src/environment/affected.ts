import { sameJson, type Description, type Environment } from "@allotment/model";
import type { DeploymentRecord, Store, UserActor } from "@allotment/store";
import type { PlanService } from "../plan-service/plan-service.ts";
import { speak, type SpokenDiagnostic } from "../view/sentences.ts";

/** What another environment would mean for one deployment. Nothing happens to it until somebody deploys it. */
export interface AffectedDeployment {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  /** What is planned: the saved configuration, or what is live where nothing else was saved. */
  readonly configuration: "staged" | "deployed";
  /** Whether it can be planned there now, and whether it could be then. */
  readonly fitsNow: boolean;
  readonly fits: boolean;
  /** Why it could not. */
  readonly errors: readonly SpokenDiagnostic[];
  /** Whether its next plan would come out differently. */
  readonly changes: boolean;
  /** Machines that would be set up differently, come or go; sorted. */
  readonly machines: readonly string[];
}

/** What planning needs. */
interface Surroundings {
  readonly store: Store;
  readonly actor: UserActor;
  readonly plans: PlanService;
}

/** What an environment as it might become means for the deployments there; those that no longer fit come first. */
export async function affectedDeployments(
  context: Surroundings,
  environmentId: string,
  document: Environment,
): Promise<readonly AffectedDeployment[]> {
  const records = await context.store.deployments.list(context.actor, { environmentId });
  const present = records.filter(({ desired }) => desired !== "removed");
  // One after the other: each is a plan, and the server has others to serve in between.
  const affected: AffectedDeployment[] = [];
  for (const record of present) affected.push(...(await affectedBy(context, record, document)));
  return affected.toSorted((a, b) => Number(a.fits) - Number(b.fits) || Number(b.changes) - Number(a.changes));
}

async function affectedBy(
  { store, actor, plans }: Surroundings,
  deployment: DeploymentRecord,
  document: Environment,
): Promise<AffectedDeployment[]> {
  const { id, slug, title, stagedRevisionId, deployedRevisionId } = deployment;
  const revisionId = stagedRevisionId ?? deployedRevisionId;
  const revision = revisionId === null ? null : await store.revisions.get(actor, { revisionId });
  // A draft that nobody saved can still become anything.
  if (revision === null) return [];
  const subject = { kind: "deployment", deployment } as const;
  const now = await plans.plan(actor, subject, revision.document);
  const then = await plans.plan(actor, subject, revision.document, { environment: document });
  const errors = then.diagnostics.filter(({ severity }) => severity === "error");
  const fits = then.plan !== null;
  return [
    {
      id,
      slug,
      title,
      configuration: revision.id === deployedRevisionId ? "deployed" : "staged",
      fitsNow: now.plan !== null,
      fits,
      errors: errors.map(speak),
      changes:
        fits !== (now.plan !== null) || !sameJson(withoutOrigin(now.description), withoutOrigin(then.description)),
      machines: fits ? changedMachines(now.description, then.description) : [],
    },
  ];
}

// The environment's digest differs after every edit, also after one that concerns nobody.
function withoutOrigin(description: Description | null): object | null {
  if (description === null) return null;
  const { digests: _, ...rest } = description;
  return rest;
}

function changedMachines(now: Description | null, then: Description | null): readonly string[] {
  const [before, after] = [now?.machines ?? {}, then?.machines ?? {}];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.filter((name) => !sameJson(before[name] ?? null, after[name] ?? null));
}
