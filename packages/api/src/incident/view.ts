import { sayFinding } from "@allotment/model";
import type { IncidentRecord, Store, UserActor } from "@allotment/store";
import type { DeliveryView } from "../contact/view.ts";

/** A trouble of a deployment as pages show it. */
export interface IncidentView {
  readonly id: string;
  readonly deployment: { readonly id: string; readonly slug: string; readonly title: string };
  /** What found it: `health/social`, `machine/amber`, or `run`. */
  readonly look: string;
  readonly code: string;
  /** What it is about, e.g. a machine, a host name, a service. */
  readonly subject: string;
  readonly severity: IncidentRecord["severity"];
  /** Whose turn it is. */
  readonly turn: IncidentRecord["turn"];
  readonly state: "open" | "closed";
  /** What it is, in one line. */
  readonly title: string;
  readonly text: string;
  readonly unharmed: string;
  readonly advice: string;
  readonly openedAt: string;
  /** Null while it is open. */
  readonly closedAt: string | null;
  readonly lastSeenAt: string;
  /** How often it came back. */
  readonly reopenings: number;
  readonly acknowledgedAt: string | null;
  readonly acknowledgedByName: string | null;
  /** Run that it is about; null for what looks found. */
  readonly runId: string | null;
}

/** A trouble with what helps to look into it. */
export interface IncidentDetails extends IncidentView {
  /** To copy or send along. What tools said is in it for providers only. */
  readonly report: string;
  /** Messages that tell of it, to contacts that the person may see. */
  readonly told: readonly (DeliveryView & { readonly contact: string })[];
}

/** An incident as pages show it. */
export function incidentView(record: IncidentRecord, deployment: IncidentView["deployment"]): IncidentView {
  const { id, look, code, subject, severity, turn, state, lastSeenAt, closedAt, reopenings, runId } = record;
  return {
    id,
    deployment,
    look,
    code,
    subject,
    severity,
    turn,
    state: state === "closed" ? "closed" : "open",
    ...sayFinding(record),
    openedAt: record.openedAt ?? record.firstSeenAt,
    closedAt,
    lastSeenAt,
    reopenings,
    acknowledgedAt: record.acknowledgedAt,
    acknowledgedByName: record.acknowledgedByName,
    runId,
  };
}

/** Incidents with the names of their deployments. */
export async function incidentViews(
  store: Store,
  actor: UserActor,
  records: readonly IncidentRecord[],
): Promise<readonly IncidentView[]> {
  const deployments = new Map((await store.deployments.list(actor, {})).map((one) => [one.id, one]));
  return records.flatMap((record) => {
    const own = deployments.get(record.deploymentId);
    return own === undefined ? [] : [incidentView(record, { id: own.id, slug: own.slug, title: own.title })];
  });
}
