import { digestOf, type Description } from "@allotment/model";
import type {
  DeploymentRecord,
  DesiredState,
  EnvironmentRecord,
  IntentRecord,
  RunRecord,
  RunState,
} from "@allotment/store";
import { applicationName } from "../view/application-name.ts";

/** An instance as lists and headings show it. */
export interface InstanceSummary {
  readonly slug: string;
  readonly application: string;
  readonly name: string;
  /** Version that runs; null where nothing is deployed. */
  readonly version: string | null;
  /** Address of the site; null where nothing is deployed. */
  readonly web: string | null;
}

/** Where a deployment stands, in one word. */
export type DeploymentStatus =
  /** Nothing was saved or deployed yet. */
  | "draft"
  /** Saved, and no plan of it was made: it may not fit. */
  | "saved"
  /** Saved and planned, never deployed. */
  | "ready"
  /** A run is under way or asked for. */
  | "installing"
  | "live"
  /** Live, and the last run came to nothing. */
  | "live-last-run-failed"
  /** Never live, and the last run came to nothing. */
  | "failed"
  /** What was live does not run, and is kept. */
  | "suspended"
  /** It is to be erased, or is being erased. */
  | "removing"
  /** Only its record is left. */
  | "removed";

/** A deployment as lists and headings show it. */
export interface DeploymentSummary {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly operatorId: string;
  readonly environment: { readonly id: string; readonly name: string; readonly practice: boolean };
  readonly status: DeploymentStatus;
  /** What is wanted. */
  readonly desired: DesiredState;
  /** What is true: the state that the last successful run made; null where nothing is deployed. */
  readonly actual: DesiredState | null;
  /** Whether a run is under way or asked for. */
  readonly busy: boolean;
  /** When its data is erased; null unless a removal was asked for. */
  readonly eraseAt: string | null;
  readonly removedAt: string | null;
  /** Those of the draft, with what is live of them. */
  readonly instances: readonly InstanceSummary[];
  readonly draftUpdatedAt: string;
  /** Whether the draft says something else than the saved configuration. */
  readonly draftChanged: boolean;
  /** Whether the saved configuration is another one than what is live. */
  readonly stagedChanged: boolean;
  readonly lastRun: RunSummary | null;
}

/** A run as lists show it. */
export interface RunSummary {
  readonly id: string;
  /** `refused`: it was asked for, and by the time the worker looked it could not start any more. */
  readonly state: RunState | "refused";
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly startedByName: string | null;
}

/** What a summary is made of. */
export interface SummaryFacts {
  readonly record: DeploymentRecord;
  readonly environment: EnvironmentRecord | null;
  /** Newest run, or newest request that came to none; null before the first. */
  readonly lastRun: RunSummary | null;
  /** Whether a run was asked for that the worker has not taken up yet. */
  readonly requested: boolean;
  /** Digest of the saved configuration; null when nothing is saved. */
  readonly stagedDigest: string | null;
  /** Whether the newest plan is one of the saved configuration. */
  readonly planned: boolean;
  /** What is live; null when nothing is. */
  readonly deployed: Description | null;
  /** State of what is live. */
  readonly actual: DesiredState | null;
}

/** What lists and headings show of a deployment. */
export function deploymentSummary(facts: SummaryFacts): DeploymentSummary {
  const { record, environment, lastRun, stagedDigest, deployed } = facts;
  return {
    id: record.id,
    slug: record.slug,
    title: record.title,
    operatorId: record.operatorId,
    environment: {
      id: record.environmentId,
      name: environment?.name ?? "",
      practice: environment?.practice ?? false,
    },
    status: statusOf(facts),
    desired: record.desired,
    actual: facts.actual,
    busy: isBusy(facts),
    eraseAt: record.removal?.eraseAt ?? null,
    removedAt: record.removedAt,
    instances: instancesOf(record, deployed),
    draftUpdatedAt: record.draft.updatedAt,
    draftChanged: stagedDigest !== digestOf(record.draft.document),
    stagedChanged: record.stagedRevisionId !== record.deployedRevisionId,
    lastRun,
  };
}

/** What lists show of a run. */
export function runSummary({ id, state, startedAt, finishedAt, startedByName }: RunRecord): RunSummary {
  return { id, state, startedAt, finishedAt, startedByName };
}

/** What lists show of a request that was refused. */
export function refusedSummary({ runId, createdAt, decidedAt }: IntentRecord): RunSummary {
  return { id: runId, state: "refused", startedAt: createdAt, finishedAt: decidedAt, startedByName: null };
}

function isBusy({ requested, lastRun }: SummaryFacts): boolean {
  return requested || lastRun?.finishedAt === null;
}

function statusOf(facts: SummaryFacts): DeploymentStatus {
  const { record, lastRun, planned, actual } = facts;
  if (record.removedAt !== null) return "removed";
  if (record.removal !== null) return "removing";
  if (isBusy(facts)) return "installing";
  if (actual === "suspended") return "suspended";
  const failed = lastRun !== null && ["failed", "rolled-back", "refused"].includes(lastRun.state);
  if (record.deployedPlanId !== null) return failed ? "live-last-run-failed" : "live";
  if (failed) return "failed";
  if (record.stagedRevisionId === null) return "draft";
  return planned ? "ready" : "saved";
}

function instancesOf(record: DeploymentRecord, deployed: Description | null): InstanceSummary[] {
  const wanted = Object.entries(record.draft.document.applications);
  const gone = Object.entries(deployed?.instances ?? {}).filter(
    ([slug]) => !Object.hasOwn(record.draft.document.applications, slug),
  );
  return [...wanted, ...gone].map(([slug, { application }]) => {
    const live = deployed?.instances[slug];
    return {
      slug,
      application,
      name: applicationName(application),
      version: live?.version ?? null,
      web: live?.domains.web ?? null,
    };
  });
}
