import type { Configuration } from "@allotment/model";
import { sampleRecipient } from "./test-api.ts";

/** Ids that a call may name: of one tenant's things. */
export interface Ids {
  readonly operatorId: string;
  readonly environmentId: string;
  readonly deploymentId: string;
  readonly deploymentSlug: string;
  readonly revisionId: string;
  readonly planId: string;
  readonly runId: string;
  readonly userId: string;
  readonly invitationId: string;
  readonly errandId: string;
  readonly contactId: string;
  readonly notificationId: string;
  readonly incidentId: string;
  readonly etag: string;
  readonly document: Configuration;
}

/** For each procedure an input that is well formed and names these things. A procedure without an entry fails the test. */
export function everyCall(ids: Ids): Readonly<Record<string, unknown>> {
  const {
    operatorId,
    environmentId,
    deploymentId,
    revisionId,
    planId,
    runId,
    userId,
    invitationId,
    errandId,
    contactId,
    notificationId,
    incidentId,
    etag,
    document,
  } = ids;
  const owner = { kind: "deployment", deploymentId };
  return {
    "application.list": undefined,
    "application.get": { application: "pixelfed" },
    "application.recommend": { application: "pixelfed", expectedActiveUsers: 100 },
    "backup.get": { deploymentId },
    "backup.set": { deploymentId, etag, backups: { ...document.backups, time: "05:00" } },
    "checklist.get": { deploymentId },
    "checklist.set": { deploymentId, instance: "photos", item: "Write your rules.", done: true },
    "claim.forget": { token: "nothing", errandId },
    "claim.get": { token: "nothing" },
    "claim.list": { deploymentId },
    "claim.renew": { deploymentId, instance: "photos" },
    "claim.result": { token: "nothing", errandId },
    "claim.reveal": { token: "nothing", recipient: sampleRecipient },
    "configuration.compare": { deploymentId },
    "configuration.discard": { deploymentId, etag },
    "configuration.get": { revisionId },
    "configuration.list": { deploymentId },
    "configuration.stage": { deploymentId, etag },
    "contact.create": { operatorId, kind: "mail", address: "more@choir.example" },
    "contact.delete": { contactId },
    "contact.deliveries": { contactId },
    "contact.list": { operatorId },
    "contact.sendAgain": { notificationId },
    "contact.test": { contactId },
    "contact.verify": { contactId: "nobody", code: "22222222" },
    "deployment.check": { operatorId, environmentId, slug: "other", document },
    "deployment.create": { operatorId, environmentId, slug: "other", title: "Other" },
    "deployment.eraseNow": { deploymentId, confirm: ids.deploymentSlug },
    "deployment.erasure": { deploymentId },
    "deployment.get": { deploymentId },
    "deployment.keep": { deploymentId },
    "deployment.list": { operatorId },
    "deployment.preview": { deploymentId, desired: "suspended" },
    "deployment.remove": { deploymentId, confirm: ids.deploymentSlug, backup: "take", graceDays: 0 },
    "deployment.rename": { deploymentId, title: "Taken over" },
    "deployment.resume": { deploymentId, reason: "" },
    "deployment.rollBack": { deploymentId, revisionId, etag },
    "deployment.setEnvironment": { deploymentId, environmentId },
    "deployment.suspend": { deploymentId, reason: "" },
    "domain.check": { deploymentId, host: "photos.choir.example" },
    "domain.list": { deploymentId },
    "domain.look": { deploymentId },
    "domain.note": { deploymentId },
    "draft.check": { deploymentId, document },
    "draft.get": { deploymentId },
    "draft.set": { deploymentId, etag, document },
    "environment.check": { yaml: "name: x" },
    "environment.create": { slug: "other", source: { yaml: "name: x" } },
    "environment.get": { environmentId },
    "environment.list": undefined,
    "environment.set": { environmentId, basedOnRevisionId: revisionId, source: { yaml: "name: x" } },
    "environment.setDisabled": { environmentId, disabled: true },
    "environment.setOperators": { environmentId, operatorIds: [] },
    "errand.get": { errandId },
    "errand.scanMachine": { machine: "amber", address: "192.0.2.10" },
    "errand.testDns": { environmentId, offer: "zone" },
    "errand.testMachine": { machine: "amber", address: "192.0.2.10", hostPublicKey: `ssh-ed25519 ${"A".repeat(68)}` },
    "errand.testMail": { environmentId, offer: "relay", to: "pat@example.org", senderDomain: "example.org" },
    "errand.testStorage": { environmentId, offer: "media", type: "s3-bucket" },
    "firstDay.get": undefined,
    "fleet.list": undefined,
    "fleet.reports": undefined,
    "incident.acknowledge": { incidentId },
    "incident.get": { incidentId },
    "incident.list": { deploymentId },
    "installation.get": undefined,
    "invitation.accept": { token: "nothing", password: "correct horse battery" },
    "invitation.check": { token: "nothing" },
    "invitation.create": { kind: "member", operatorId, memberRole: "editor" },
    "invitation.list": { operatorId },
    "invitation.revoke": { invitationId },
    "member.delete": { operatorId, userId },
    "member.list": { operatorId },
    "member.set": { operatorId, userId, role: "editor" },
    "operator.create": { name: "Other" },
    "operator.get": { operatorId },
    "operator.list": undefined,
    "operator.set": { operatorId, name: "Taken over" },
    "plan.create": { deploymentId },
    "plan.file": { planId, path: "deployment.json" },
    "plan.get": { planId },
    "plan.list": { deploymentId },
    "relay.get": undefined,
    "relay.set": { host: "mail.example", port: 587, security: "starttls", sender: "allotment@host.example" },
    "relay.test": { to: "pat@example.org" },
    "run.cancel": { runId },
    "run.create": { planId },
    "run.events": { runId },
    "run.eventsAfter": { runId },
    "run.get": { runId },
    "run.list": { deploymentId },
    "run.wake": { runId },
    "secret.list": { owner },
    "secret.overview": { deploymentId },
    "secret.rotate": { deploymentId, etag, path: "photos/app-key", replace: false },
    "secret.set": { owner, name: "smtp", value: "hunter2" },
    "session.create": { username: "nobody", password: "wrong" },
    "session.delete": undefined,
    "session.get": undefined,
    "session.setPassword": { present: "wrong", password: "correct horse battery" },
    "settings.applyNow": { deploymentId, etag },
    "settings.keepTheirs": { deploymentId, etag, options: [{ instance: "photos", option: "name" }] },
    "settings.lookNow": { deploymentId },
    "settings.putBack": { deploymentId },
    "settings.readBack": { deploymentId },
    "setup.check": { token: "nothing" },
    "setup.run": { token: "nothing", username: "mallory", name: "Mallory", password: "correct horse battery" },
    "user.list": undefined,
    "user.set": { userId, disabled: true },
  };
}
