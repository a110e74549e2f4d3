import { findApplication, validateOptions } from "@allotment/catalogue";
import { addressOf, errorAt, type Configuration, type Diagnostic } from "@allotment/model";
import { system, type ConfigurationRevisionRecord, type DeploymentRecord, type UserActor } from "@allotment/store";
import type { Services } from "../context.ts";
import { checkDraft } from "../draft/check-draft.ts";
import { ApiError } from "../errors/api-error.ts";
import { conflictError, found, valueOf } from "../errors/from-conflict.ts";
import { notForThem } from "../plan-service/plan-service.ts";
import { optionReferences, unknownSecrets } from "../secret/references.ts";
import { versionsOf } from "../plan-service/versions.ts";
import { domainsToHold, wantedDomains } from "./wanted-domains.ts";

/** What is saved. */
export interface StageRequest {
  readonly basedOnEtag: string;
  readonly document: Configuration;
  readonly message: string;
  readonly rolledBackFrom: string | null;
}

/**
 * Saves a configuration as an immutable revision and holds its host names. Options have to be valid; whether it fits
 * is the plan's business, because that changes with what others do.
 *
 * @throws ApiError `invalid-document`, `draft-changed`, `domain-claimed`, …
 */
export async function stageDocument(
  { store, plans }: Services,
  actor: UserActor,
  deployment: DeploymentRecord,
  request: StageRequest,
): Promise<ConfigurationRevisionRecord> {
  const document = checkDraft(request.document);
  const deployed = await plans.reader.description(deployment.deployedPlanId);
  const owner = { kind: "deployment", deploymentId: deployment.id } as const;
  const diagnostics = [
    ...invalidOptions(document),
    ...notForThem(actor, document, deployed),
    ...(await unknownSecrets(store, actor, owner, optionReferences(document))),
  ];
  if (diagnostics.length > 0) throw new ApiError("invalid-document", { diagnostics });
  const environment = found(
    await store.environments.currentRevision(system, { environmentId: deployment.environmentId }),
  );
  const { id: deploymentId, draft } = deployment;
  if (request.basedOnEtag !== draft.etag) throw conflictError({ code: "draft-changed", current: draft });
  const wanted = wantedDomains(document, environment.document.nixosRelease);
  const domains = domainsToHold(wanted, deployed, await store.domains.list(actor, { deploymentId }));
  // A configuration that asks for somebody else's host name is not saved, and one that is not saved gives up none.
  return valueOf(
    await store.revisions.stage(actor, {
      ...request,
      deploymentId,
      document,
      domains,
      versions: versionsOf(document, environment),
    }),
  );
}

function invalidOptions(document: Configuration): Diagnostic[] {
  const entries = Object.entries(document.applications);
  if (entries.length === 0) return [errorAt("applications", "nothing-chosen")];
  return entries.flatMap(([slug, { application, options, moduleVersion }]) => {
    const module = findApplication(application);
    if (!module) {
      return [errorAt(addressOf("applications", slug, "application"), "unknown-application", { name: application })];
    }
    if (moduleVersion !== undefined && moduleVersion > module.version) {
      return [errorAt(addressOf("applications", slug, "moduleVersion"), "newer-module", { version: moduleVersion })];
    }
    return validateOptions(module, options, addressOf("applications", slug, "options"));
  });
}
