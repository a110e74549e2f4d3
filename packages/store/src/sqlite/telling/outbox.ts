import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import type { ContactKind, NotificationType, RunRecord } from "../../records.ts";
import { contact, deployment, incident, notification } from "../../schema/index.ts";
import type { Context } from "../context.ts";
import type { DeploymentRow } from "../visible.ts";
import type { ContactRow, IncidentRow } from "./records.ts";

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

/** Where an operator named nobody, the provider is told: somebody has to know. */
function whoIsTold(context: Context, { operatorId }: DeploymentRow, { turn }: IncidentRow): ContactRow[] {
  const own = turn === "operator" ? usableContacts(context, operatorId) : [];
  return own.length > 0 ? own : usableContacts(context, null);
}

/** Tells whoever's turn it is that an incident opened or closed. @returns how many messages that are */
export function tellOfIncident(
  context: Context,
  type: "incident.opened" | "incident.closed",
  incident: IncidentRow,
): number {
  const own = context.db.select().from(deployment).where(eq(deployment.id, incident.deploymentId)).get();
  if (own === undefined) return 0;
  const contacts = whoIsTold(context, own, incident);
  for (const one of contacts) insertNotification(context, one, toldOf(type, own, incident));
  return contacts.length;
}

/** Tells a contact that was just seen to work what is open already: those before it may have been told in vain, or nobody. */
export function tellWhatIsOpen(context: Context, to: ContactRow): void {
  const turn = eq(incident.turn, to.operatorId === null ? "provider" : "operator");
  const whose = to.operatorId === null ? turn : and(turn, eq(deployment.operatorId, to.operatorId));
  const open = context.db
    .select({ own: deployment, of: incident })
    .from(incident)
    .innerJoin(deployment, eq(deployment.id, incident.deploymentId))
    .where(and(eq(incident.state, "open"), eq(incident.told, "opened"), whose))
    .orderBy(asc(incident.openedAt))
    .all();
  for (const { own, of } of open) insertNotification(context, to, toldOf("incident.opened", own, of));
}

function toldOf(type: "incident.opened" | "incident.closed", own: DeploymentRow, of: IncidentRow): Told {
  const { id, code, subject, params, severity, turn, openedAt, closedAt, runId } = of;
  const facts = { ...placeOf(own), incident: { id, code, subject, params, severity, turn, openedAt, closedAt } };
  return { type, deploymentId: own.id, incidentId: id, ...(runId !== null && { runId }), facts };
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
