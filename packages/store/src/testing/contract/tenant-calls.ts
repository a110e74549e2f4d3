import type {
  ConfigurationRevisionRecord,
  DeploymentRecord,
  EnvironmentRecord,
  LeasedRun,
  PlanRecord,
  SecretRecord,
} from "../../records.ts";
import { sampleConfiguration, sampleDescription, sampleEnvironment } from "../documents.ts";
import { scanOf } from "./errands.ts";

/** Somebody's things, by which an intruder tries to reach them. */
export interface Victim {
  readonly deployment: DeploymentRecord;
  readonly revision: ConfigurationRevisionRecord;
  readonly plan: PlanRecord;
  readonly run: LeasedRun;
  readonly secret: SecretRecord;
  readonly environment: EnvironmentRecord;
  readonly userId: string;
  readonly operatorId: string;
  readonly cancelId: string;
  readonly errandId: string;
  readonly invitationId: string;
  readonly contactId: string;
  readonly incidentId: string;
  readonly notificationId: string;
  readonly token: string;
}

type Calls = Readonly<Record<string, unknown>>;

/** For each method the parameters with which an intruder would try it: real ids of somebody else. */
export function intruderParams(victim: Victim): Calls {
  return {
    ...peopleCalls(victim),
    ...placeCalls(victim),
    ...deploymentCalls(victim),
    ...runCalls(victim),
    ...keepingCalls(victim),
    ...tellingCalls(victim),
    ...watchingCalls(victim),
  };
}

function peopleCalls({ userId, operatorId, invitationId, token }: Victim): Calls {
  return {
    "users.actorOf": { userId },
    "users.list": {},
    "users.get": { userId },
    "users.setDisabled": { userId, disabled: true },
    "users.endSessions": { userId },
    "users.discardUnfinished": {},
    "users.discard": { userId },
    "invitations.ensureSetup": {},
    "invitations.invite": { userRole: "operator", operatorId, memberRole: "owner" },
    "invitations.reset": { userId },
    "invitations.list": { operatorId },
    "invitations.revoke": { invitationId },
    "invitations.find": { token },
    "invitations.accept": { token, userId },
    "operators.create": { name: "Mine" },
    "operators.list": {},
    "operators.get": { operatorId },
    "operators.rename": { operatorId, name: "Mine" },
    "operators.setDisabled": { operatorId, disabled: true },
    "operators.members": { operatorId },
    "operators.putMember": { operatorId, userId: "nick", role: "owner" },
    "operators.removeMember": { operatorId, userId },
  };
}

function placeCalls({ environment, deployment, operatorId }: Victim): Calls {
  const environmentId = environment.id;
  const document = sampleEnvironment("Mine");
  const machine = { environmentId, machine: "m1", deploymentId: deployment.id };
  return {
    "environments.create": { slug: "mine", document, message: "" },
    "environments.save": { environmentId, basedOnRevisionId: environment.currentRevisionId, document, message: "" },
    "environments.list": { operatorId },
    "environments.get": { environmentId },
    "environments.currentRevision": { environmentId },
    "environments.revision": { revisionId: environment.currentRevisionId },
    "environments.revisions": { environmentId },
    "environments.setDisabled": { environmentId, disabled: true },
    "environments.operators": { environmentId },
    "environments.setOperators": { environmentId, operatorIds: [] },
    "machines.claims": { environmentId },
    "machines.claimsOf": { deploymentId: deployment.id },
    "machines.observations": { deploymentId: deployment.id },
    "machines.observe": { ...machine, generation: 1, descriptionDigest: null, health: "down" },
  };
}

function deploymentCalls({ deployment, revision, plan, environment, operatorId }: Victim): Calls {
  const deploymentId = deployment.id;
  const document = sampleConfiguration("Mine");
  const basedOnEtag = deployment.draft.etag;
  const { versions } = revision;
  const facts = { deployment: "hidden-choir", configuration: document, environment: sampleEnvironment() };
  const description = sampleDescription({ ...facts, machines: ["m1"], web: "mine.example" });
  const made = { configurationRevisionId: revision.id, environmentRevisionId: plan.environmentRevisionId };
  const place = { operatorId, environmentId: environment.id };
  const domains = [{ host: "mine.example", kinds: ["web"], instance: "hello" }];
  const host = "hidden-choir.example.org";
  return {
    "deployments.create": { ...place, slug: "mine", title: "Mine", draft: document },
    "deployments.list": { operatorId },
    "checklists.list": { deploymentId },
    "checklists.tick": { deploymentId, instance: "hello", item: "Say hello", done: true },
    "deployments.get": { deploymentId },
    "deployments.rename": { deploymentId, title: "Mine" },
    "deployments.saveDraft": { deploymentId, basedOnEtag, document },
    "deployments.settleDesired": { deploymentId, desired: "suspended" },
    "removals.ask": {
      deploymentId,
      backup: "take",
      graceDays: 0,
      reason: "",
      suspendPlanId: null,
      removePlanId: plan.id,
    },
    "removals.keep": { deploymentId },
    "removals.hasten": { deploymentId, plans: null },
    "removals.discard": { deploymentId, reason: "" },
    "removals.erasure": { deploymentId },
    "removals.removed": {},
    "removals.due": { limit: 10 },
    "removals.begin": { deploymentId },
    "deployments.moveToEnvironment": { deploymentId, environmentId: environment.id },
    "revisions.stage": { deploymentId, basedOnEtag, document, versions, message: "", rolledBackFrom: null },
    "revisions.get": { revisionId: revision.id },
    "revisions.list": { deploymentId },
    "plans.create": { deploymentId, document: plan.document, description, ...made },
    "plans.get": { planId: plan.id },
    "plans.list": { deploymentId },
    "plans.description": { deploymentId, digest: plan.descriptionDigest },
    "domains.list": { deploymentId },
    "domains.check": { deploymentId, hosts: [host] },
    "domains.claim": { deploymentId, domains },
    "domains.verify": { deploymentId, host },
  };
}

function runCalls({ deployment, plan, run, cancelId }: Victim): Calls {
  const deploymentId = deployment.id;
  const runId = run.id;
  const held = { runId, fencing: run.fencing };
  const state = run.state;
  const nextAttemptAt = run.since;
  return {
    "intents.requestRun": { planId: plan.id, runKind: "deploy", reason: "", acknowledged: [] },
    "intents.requestCancel": { runId, reason: "" },
    "intents.get": { intentId: cancelId },
    "intents.ofRun": { runId },
    "intents.refuse": { intentId: cancelId },
    "intents.list": { deploymentId },
    "intents.pending": { limit: 100 },
    "runs.get": { runId },
    "runs.list": { deploymentId },
    "runs.events": { runId, after: 0 },
    "runs.machines": { runId },
    "runs.wake": { runId },
    "runs.start": { intentId: cancelId },
    "runs.acceptCancel": { intentId: cancelId },
    "runs.takeDue": { limit: 100, leaseSeconds: 60 },
    "runs.renew": { ...held, leaseSeconds: 60 },
    "runs.release": held,
    "runs.move": { ...held, from: state, to: "building" },
    "runs.retryLater": { ...held, state, nextAttemptAt, error: null },
    "runs.finish": { ...held, from: state, to: "succeeded", error: null },
    "runs.append": { ...held, events: [{ type: "log", step: null, machine: null, payload: {} }] },
    "runs.recordMachine": { ...held, machine: "m1", generation: 1, outcome: "activated" },
  };
}

function tellingCalls({ deployment, run, operatorId, contactId, incidentId, notificationId }: Victim): Calls {
  const deploymentId = deployment.id;
  const held = { notificationId, fencing: 1 };
  const since = "2026-01-01T00:00:00.000Z";
  const look = { deploymentId, look: "health/hello", closedSince: since, decide: () => [] };
  const relay = { host: "mail.mine.example", port: 25, security: "none", username: null, sender: "a@mine.example" };
  return {
    "incidents.list": { deploymentId },
    "incidents.get": { incidentId },
    "incidents.evidence": { incidentId },
    "incidents.acknowledge": { incidentId },
    "incidents.settle": look,
    "incidents.untoldRuns": { waitingIn: ["planned"], waitingSince: "2027-01-01T00:00:00.000Z", limit: 10 },
    "incidents.tellRun": { runId: run.id, stage: "over", incidents: look },
    "incidents.tidy": { closedBefore: "2027-01-01T00:00:00.000Z" },
    "contacts.list": { operatorId },
    "contacts.get": { contactId },
    "contacts.create": { operatorId, kind: "mail", address: "mine@mine.example", ciphertext: null },
    "contacts.test": { contactId },
    // Whoever has a code needs no account: a wrong one is counted, so none is tried here.
    "contacts.verify": { contactId: "nobody", code: "22222222" },
    "contacts.remove": { contactId },
    "contacts.open": { contactId },
    "contacts.relay": {},
    "contacts.setRelay": relay,
    "contacts.openRelay": {},
    "notifications.stuckMail": {},
    "notifications.list": { contactId },
    "notifications.get": { notificationId },
    "notifications.ofIncident": { incidentId },
    "notifications.bundledIn": { notificationId },
    "notifications.sendAgain": { notificationId },
    "notifications.takeDue": { limit: 10, leaseSeconds: 60 },
    "notifications.toldSince": { contactId, since },
    "notifications.move": { ...held, from: "waiting", to: "sending", bundle: false },
    "notifications.retryLater": {
      ...held,
      state: "waiting",
      nextAttemptAt: since,
      error: null,
      heldBack: false,
      tried: false,
    },
    "notifications.finish": { ...held, from: "waiting", to: "sent", error: null, disableAfterSeconds: 1 },
    "notifications.tidy": { finishedBefore: "2027-01-01T00:00:00.000Z" },
  };
}

function keepingCalls({ deployment, environment, secret, operatorId, errandId }: Victim): Calls {
  const deploymentId = deployment.id;
  const owner = { kind: "deployment", deploymentId };
  const ciphertext = new Uint8Array([2]);
  const report = { commit: "c", generation: 1, system: null, status: "running", error: "" };
  return {
    "errands.ask": scanOf({ environmentId: null, deploymentId }),
    "errands.get": { errandId },
    "errands.latest": { environmentId: environment.id },
    "errands.take": { limit: 10 },
    "errands.finish": { errandId, problem: { code: "gone" } },
    "claims.list": { deploymentId },
    "claims.renew": { deploymentId, instance: "hello" },
    "claims.find": { token: "hidden" },
    "claims.reveal": { token: "hidden", recipient: "age1mine" },
    "claims.errand": { token: "hidden", errandId },
    "claims.forget": { token: "hidden", errandId },
    "secrets.ofEnvironment": { environmentId: environment.id, ids: [secret.id] },
    "secrets.give": { owner, name: "mine", ciphertext },
    "secrets.list": { owner },
    "secrets.read": { deploymentId, given: [{ given: secret.id, of: "deployment" }] },
    "secrets.generated": { deploymentId },
    "secrets.keepGenerated": { deploymentId, name: "hidden/other", number: 1, ciphertext },
    "secrets.files": { deploymentId },
    "secrets.keepFile": { deploymentId, file: "a/b", recipientsDigest: "", fingerprint: "", ciphertext },
    "names.looks": { deploymentId },
    "names.keep": { deploymentId, looks: [] },
    "pull.keepTokens": { deploymentId, tokens: { m1: "0".repeat(64) } },
    "pull.tokens": { deployment: deployment.slug },
    "pull.report": { deploymentId, machine: "m1", report },
    "pull.reports": { deploymentId },
    "backups.repository": { deploymentId },
    "backups.snapshots": { deploymentId },
    "audit.record": { action: "session.sign-in", subject: "nick" },
    "audit.list": { operatorId },
    "audit.verify": {},
    "settings.get": { key: "worker-recipient" },
    "settings.set": { key: "worker-recipient", value: "mine" },
  };
}

function watchingCalls({ deployment, plan, run }: Victim): Calls {
  const deploymentId = deployment.id;
  const key = { deploymentId, kind: "health", subject: "hello" };
  const result = { outcome: "down", findings: [], metrics: {}, facts: null };
  const at = run.since;
  return {
    "checks.list": { deploymentId },
    "checks.lookNow": { deploymentId },
    "checks.outdated": { limit: 10 },
    "checks.want": { deploymentId, planId: plan.id, checks: [] },
    "checks.takeDue": { limit: 10, leaseSeconds: { health: 60 } },
    "checks.settle": { ...key, fencing: 1, result, failed: false, nextAt: at },
    "observations.record": { deploymentId, subject: "hello", at, metrics: { users: 1 } },
    "observations.metrics": { deploymentId },
    "observations.series": { deploymentId, subject: "hello", metric: "users", from: at, to: at, points: 10 },
    "observations.compact": { after: 0, series: 10 },
  };
}
