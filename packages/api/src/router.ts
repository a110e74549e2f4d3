/**
 * Everything that can be asked for and done. One verb a file: `<noun>/<verb>.ts`, its input (zod) and output type beside.
 *
 * Access: (any) without an account, (in) signed in – the store decides what is visible –, (prov) providers only.
 * `q` query, `m` mutation, `s` subscription. `?` optional. Every refusal carries a `Problem` (see errors/problem.ts): on
 * the server and in the browser `problemOf(error)` gives `{ code, summary, unharmed, next, params, diagnostics, details }`.
 *
 *   session.get          q any   –                                            → SessionView | null
 *   session.create       m any   { username, password }                       → null  (+ Set-Cookie)
 *   session.delete       m any   –                                            → null  (+ Set-Cookie)
 *   session.setPassword  m in    { present, password }                        → null  (+ Set-Cookie)
 *   setup.check          q any   { token }                                    → { usable }
 *   setup.run            m any   { token, username, name, password }          → null  (+ Set-Cookie; makes Practice)
 *   invitation.check     q any   { token }                                    → InvitationPurpose | null
 *   invitation.accept    m any   { token, password, account?: { username, name } } → null  (+ Set-Cookie)
 *   invitation.list      q in    { operatorId? }                              → InvitationView[]
 *   invitation.create    m in    { kind: "provider" } | { kind: "member", operatorId, memberRole } | { kind: "reset", userId }
 *                                                                             → NewInvitationView { invitation, url }
 *   invitation.revoke    m in    { invitationId }                             → null
 *   operator.list        q in    –                                            → OperatorRecord[]
 *   operator.get         q in    { operatorId }                               → OperatorView
 *   operator.create      m prov  { name }                                     → OperatorRecord
 *   operator.set         m prov  { operatorId, name?, disabled? }             → OperatorRecord
 *   member.list          q in    { operatorId }                               → MemberRecord[]
 *   member.set           m prov  { operatorId, userId, role }                 → MemberRecord
 *   member.delete        m in    { operatorId, userId }                       → null
 *   user.list            q prov  –                                            → UserRecord[]
 *   user.set             m prov  { userId, disabled }                         → UserRecord
 *   installation.get     q in    –                                            → InstallationView (provider: { workerKey, orchestrators } | null)
 *   application.list     q in    –                                            → ApplicationCard[] { id, manifest }
 *   application.get      q in    { application }                              → ApplicationView (+ optionsSchema, upgrades)
 *   application.recommend q in   { application, expectedActiveUsers }         → options by name
 *   environment.list     q in    { operatorId? }                              → EnvironmentCard[]
 *   environment.get      q prov  { environmentId } | { slug }                 → EnvironmentView (document, yaml, machines, totals, revisions)
 *   environment.check    m prov  ({ document } | { yaml }) & { environmentId? } → EnvironmentCheck (affected: whom it would concern)
 *   environment.create   m prov  { slug, source: { document } | { yaml }, message?, secrets? } → EnvironmentCard
 *   environment.set      m prov  { environmentId, basedOnRevisionId, source, message?, secrets? } → { revisionId }
 *   environment.setDisabled  m prov { environmentId, disabled }               → EnvironmentCard
 *   environment.setOperators m prov { environmentId, operatorIds }            → string[]
 *   deployment.list      q in    { operatorId?, environmentId?, removed? }    → DeploymentSummary[]
 *   deployment.get       q in    { deploymentId } | { slug }                  → DeploymentView (status, live map, domains, actions)
 *   deployment.check     m in    { operatorId, environmentId, slug, document } → PlanPreview  (nothing is saved)
 *   deployment.create    m in    { operatorId, environmentId, slug, title, applications? } → { deploymentId, etag }
 *   deployment.rename    m in    { deploymentId, title }                      → null
 *   deployment.setEnvironment m in { deploymentId, environmentId }            → null
 *   deployment.rollBack  m in    { deploymentId, revisionId, etag, message? } → NewPlan { planId | null, diagnostics }
 *   deployment.preview   q in    { deploymentId, desired }                    → StatePreview (changes, stays, erased, left, elsewhere)
 *   deployment.suspend   m in    { deploymentId, reason? }                    → { runId | null }
 *   deployment.resume    m in    { deploymentId, reason? }                    → { runId | null }
 *   deployment.remove    m in    { deploymentId, confirm, backup: "take" | { declined }, graceDays?, reason? } → { runId | null, eraseAt | null }
 *   deployment.keep      m in    { deploymentId }                             → null
 *   deployment.eraseNow  m in    { deploymentId, confirm }                    → null
 *   deployment.erasure   q in    { deploymentId }                             → ErasureView | null
 *   deployment.removalHistory q in { deploymentId }                           → RemovalDecision[] (asked, kept, hastened; by whom)
 *   contact.list         q in    { operatorId | null }                        → ContactsView { contacts, mayManage, mailLeaves }
 *   contact.create       m in    { operatorId | null, kind, address, secret? } → NewContactView { contact, secret | null }
 *   contact.test         m in    { contactId }                                → ContactView
 *   contact.verify       m any   { contactId, code }                          → null
 *   contact.deliveries   q in    { contactId, limit? }                        → DeliveryView[]
 *   contact.sendAgain    m in    { notificationId }                           → DeliveryView
 *   contact.delete       m in    { contactId }                                → null
 *   relay.get            q prov  –                                            → RelayView | null (never the password; what stands in the way)
 *   relay.set            m prov  { host, port, security, username?, password?, sender } → MailRelayRecord
 *   relay.test           m prov  { to }                                       → { errandId }
 *   incident.list        q in    { deploymentId?, state?, limit? }            → IncidentView[]
 *   incident.get         q in    { incidentId }                               → IncidentDetails (+ report, told)
 *   incident.acknowledge m in    { incidentId }                               → IncidentView
 *   health.get           q in    { deploymentId }                             → HealthView | null where nothing is deployed
 *   health.series        q in    { deploymentId, metrics, from, to, points }  → SeriesView[]
 *   health.overview      q prov  –                                            → HealthSummary[]
 *   health.lookNow       m in    { deploymentId }                             → null
 *   draft.get            q in    { deploymentId }                             → DraftView { document, etag, updatedAt, updatedByName }
 *   draft.set            m in    { deploymentId, etag, document }             → DraftView; `draft-changed` has details.current
 *   draft.check          m in    { deploymentId, document }                   → PlanPreview { diagnostics, plan: PlanView | null }
 *   configuration.compare q in   { deploymentId }                             → Comparison (FieldDifference[] three ways, etag)
 *   configuration.stage  m in    { deploymentId, etag, message? }             → RevisionView
 *   configuration.discard m in   { deploymentId, etag, to?, addresses? }      → DraftView
 *   configuration.list   q in    { deploymentId, limit?, before? }            → RevisionView[]
 *   configuration.get    q in    { revisionId }                               → RevisionWithDocument
 *   plan.create          m in    { deploymentId }                             → NewPlan { planId | null, diagnostics }
 *   plan.get             q in    { planId }                                   → PlanDetails (changes, report, maps, capacity, diff, files, stale)
 *   plan.list            q in    { deploymentId, limit? }                     → PlanSummary[]
 *   plan.file            q in    { planId, path }                             → { path, content }
 *   run.create           m in    { planId, acknowledged?, reason? }           → { runId }
 *   run.cancel           m in    { runId, reason? }                           → null
 *   run.get              q in    { runId }                                    → RunDetails (+ machines, results)
 *   run.list             q in    { deploymentId?, active?, limit? }           → RunRow[]
 *   run.events           s in    { runId, lastEventId? }                      → tracked RunMessage { run, events }
 *   run.eventsAfter      q in    { runId, after? }                            → RunProgress { run, events, last }
 *   backup.get           q in    { deploymentId }                             → BackupView
 *   backup.set           m in    { deploymentId, etag, backups }              → DraftView
 *   domain.check         q in    { deploymentId?, host }                      → { host | null, availability | null }
 *   domain.list          q in    { deploymentId }                             → DomainsView (hosts with records and last looks)
 *   domain.look          m in    { deploymentId }                             → { errandId }  (looks now, wakes a run that waits)
 *   domain.note          q in    { deploymentId }                             → { subject, body } | null
 *   secret.list          q in    { owner }                                    → SecretRecord[] (never values)
 *   secret.set           m in    { owner, name, value }                       → { $secret }
 *   secret.overview      q in    { deploymentId }                             → SecretsView (what for, who reads, never values)
 *   secret.rotate        m in    { deploymentId, etag, path, replace }        → DraftView
 *   checklist.get        q in    { deploymentId }                             → ChecklistView[] (what of it is done, by whom)
 *   checklist.set        m in    { deploymentId, instance, item, done }       → null
 *   claim.list           q in    { deploymentId }                             → ClaimsView { mayRenew, practice, claims }
 *   claim.renew          m in    { deploymentId, instance }                   → NewClaimView { url, expiresAt, stopped }
 *   claim.get            q any   { token }                                    → ClaimPage | null
 *   claim.reveal         m any   { token, recipient }                         → { errandId }
 *   claim.result         q any   { token, errandId }                          → ClaimResult { state, sealed, problem }
 *   claim.forget         m any   { token, errandId }                          → null
 *   settings.applyNow    m in    { deploymentId, etag, message? }             → AppliedNow { runId | null, more, diagnostics }
 *   settings.readBack    q in    { deploymentId }                             → InstanceSettingsView[] (what was changed inside)
 *   settings.lookNow     m in    { deploymentId }                             → null
 *   settings.keepTheirs  m in    { deploymentId, etag, options: { instance, option }[] } → DraftView
 *   settings.putBack     m in    { deploymentId, reason? }                    → { runId }
 *   errand.get           q in    { errandId }                                 → ErrandView (state, ok, checks, key, facts, problem)
 *   errand.scanMachine   m prov  { environmentId?, machine, address, port? }  → { errandId }
 *   errand.testMachine   m prov  { environmentId?, machine, address, port?, user?, hostPublicKey } → { errandId }
 *   errand.testMail      m prov  { environmentId, offer, to, senderDomain, dkimSelector? } → { errandId }
 *   errand.testStorage   m prov  { environmentId, type, offer, bucket? }      → { errandId }
 *   errand.testDns       m prov  { environmentId, offer }                     → { errandId }
 *   firstDay.get         q prov  –                                            → FirstDayView (items, next, declared with tests)
 *   fleet.list           q prov  –                                            → FleetRow[]
 *   fleet.reports        q prov  –                                            → FleetReport[] (machines that pull)
 */
import { application } from "./application/router.ts";
import { backup } from "./backup/router.ts";
import { checklist } from "./checklist/router.ts";
import { claim } from "./claim/router.ts";
import { configuration } from "./configuration/router.ts";
import { contact } from "./contact/router.ts";
import { deployment } from "./deployment/router.ts";
import { domain } from "./domain/router.ts";
import { draft } from "./draft/router.ts";
import { environment } from "./environment/router.ts";
import { errand } from "./errand/router.ts";
import { firstDay } from "./first-day/router.ts";
import { fleet } from "./fleet/router.ts";
import { health } from "./health/router.ts";
import { incident } from "./incident/router.ts";
import { installation } from "./installation/router.ts";
import { invitation } from "./invitation/router.ts";
import { member } from "./member/router.ts";
import { operator } from "./operator/router.ts";
import { plan } from "./plan/router.ts";
import { relay } from "./relay/router.ts";
import { run } from "./run/router.ts";
import { secret } from "./secret/router.ts";
import { session } from "./session/router.ts";
import { settings } from "./settings/router.ts";
import { setup } from "./setup/router.ts";
import { createCallerFactory, router } from "./trpc.ts";
import { user } from "./user/router.ts";

/** All procedures, by noun and verb. */
export const appRouter = router({
  application,
  backup,
  checklist,
  claim,
  configuration,
  contact,
  deployment,
  domain,
  draft,
  environment,
  errand,
  firstDay,
  fleet,
  health,
  incident,
  installation,
  invitation,
  member,
  operator,
  plan,
  relay,
  run,
  secret,
  session,
  settings,
  setup,
  user,
});

/** The type that the browser's client is made with. */
export type AppRouter = typeof appRouter;

/** Makes a caller for the server from a context. */
export const createCaller = createCallerFactory(appRouter);

/** Calls procedures on the server, without HTTP. */
export type Caller = ReturnType<typeof createCaller>;
