import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { ContactKind, IncidentRecord, NotificationType, RunRecord } from "../../records.ts";
import { contact, deployment, notification } from "../../schema/index.ts";
import type { Context } from "../context.ts";
import type { DeploymentRow } from "../visible.ts";
import type { ContactRow } from "./records.ts";

/** What is told, to whoever it is for. */
interface Told {
  readonly type: NotificationType;
  readonly deploymentId: string | null;
  readonly incidentId?: string;
  readonly runId?: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Writes a message for a contact, due at once. Inside the transaction of what it tells of. */
export function insertNotification({ db, now, newId }: Context, to: ContactRow, told: Told): void {
  const at = now();
  db.insert(notification)
    .values({
      id: newId(),
      contactId: to.id,
      kind: to.kind,
      type: told.type,
      deploymentId: told.deploymentId,
      incidentId: told.incidentId ?? null,
      runId: told.runId ?? null,
      facts: told.facts,
      state: "waiting",
      since: at,
      attempts: 0,
      nextAttemptAt: at,
      lastError: null,
      heldBack: false,
      bundledInto: null,
      leaseOwner: null,
      leaseExpiresAt: null,
      fencing: 0,
      createdAt: at,
      finishedAt: null,
    })
    .run();
}

/** Contacts of an owner that were seen to work and are on. */
export function usableContacts({ db }: Context, operatorId: string | null, kind?: ContactKind): ContactRow[] {
  const own = operatorId === null ? isNull(contact.operatorId) : eq(contact.operatorId, operatorId);
  const usable = and(own, isNotNull(contact.verifiedAt), isNull(contact.disabledAt));
  return db
    .select()
    .from(contact)
    .where(kind === undefined ? usable : and(usable, eq(contact.kind, kind)))
    .all();
}

/** Tells whoever's turn it is that an incident opened or closed. @returns how many messages that are */
export function tellOfIncident(
  context: Context,
  type: "incident.opened" | "incident.closed",
  incident: Omit<IncidentRecord, "acknowledgedByName">,
): number {
  const own = context.db.select().from(deployment).where(eq(deployment.id, incident.deploymentId)).get();
  if (own === undefined) return 0;
  const { id, code, subject, params, severity, turn, openedAt, closedAt } = incident;
  const facts = { ...placeOf(own), incident: { id, code, subject, params, severity, turn, openedAt, closedAt } };
  const contacts = usableContacts(context, turn === "provider" ? null : own.operatorId);
  for (const one of contacts) {
    const run = incident.runId === null ? {} : { runId: incident.runId };
    insertNotification(context, one, { type, deploymentId: own.id, incidentId: id, ...run, facts });
  }
  return contacts.length;
}

/** What programs are told when a run of this kind succeeds, beside `run.succeeded`. */
const stateTypes: Readonly<Partial<Record<RunRecord["kind"], NotificationType>>> = {
  suspend: "deployment.suspended",
  resume: "deployment.resumed",
  remove: "deployment.removed",
};

/** Tells programs, the operator's and the provider's, that a run is over. @returns how many messages that are */
export function tellOfRun(context: Context, run: RunRecord, practice: boolean): number {
  const own = context.db.select().from(deployment).where(eq(deployment.id, run.deploymentId)).get();
  if (own === undefined || run.state === "cancelled") return 0;
  const succeeded = run.state === "succeeded";
  const special = succeeded ? stateTypes[run.kind] : undefined;
  const types: NotificationType[] = [succeeded ? "run.succeeded" : "run.failed", ...(special ? [special] : [])];
  const { id, kind, state, startedAt, finishedAt } = run;
  const facts = { ...placeOf(own), run: { id, kind, state, startedAt, finishedAt, practice } };
  const webhooks = [own.operatorId, null].flatMap((owner) => usableContacts(context, owner, "webhook"));
  for (const one of webhooks) {
    for (const type of types) insertNotification(context, one, { type, deploymentId: own.id, runId: id, facts });
  }
  return webhooks.length * types.length;
}

function placeOf({ id, slug, title }: DeploymentRow) {
  return { deployment: { id, slug, title } };
}
