import type { AuditRepository } from "./repositories/audit.ts";
import type { BackupRepository } from "./repositories/backups.ts";
import type { CheckRepository } from "./repositories/checks.ts";
import type { ChecklistRepository } from "./repositories/checklists.ts";
import type { ClaimRepository } from "./repositories/claims.ts";
import type { ContactRepository } from "./repositories/contacts.ts";
import type { IncidentRepository } from "./repositories/incidents.ts";
import type { NotificationRepository } from "./repositories/notifications.ts";
import type { DeploymentRepository } from "./repositories/deployments.ts";
import type { DomainRepository } from "./repositories/domains.ts";
import type { EnvironmentRepository } from "./repositories/environments.ts";
import type { ErrandRepository } from "./repositories/errands.ts";
import type { IntentRepository } from "./repositories/intents.ts";
import type { InvitationRepository } from "./repositories/invitations.ts";
import type { MachineRepository } from "./repositories/machines.ts";
import type { NameRepository } from "./repositories/names.ts";
import type { ObservationRepository } from "./repositories/observations.ts";
import type { OperatorRepository } from "./repositories/operators.ts";
import type { PlanRepository } from "./repositories/plans.ts";
import type { PullRepository } from "./repositories/pull.ts";
import type { RemovalRepository } from "./repositories/removals.ts";
import type { RevisionRepository } from "./repositories/revisions.ts";
import type { RunRepository } from "./repositories/runs.ts";
import type { SecretRepository } from "./repositories/secrets.ts";
import type { SettingRepository } from "./repositories/settings.ts";
import type { UserRepository } from "./repositories/users.ts";

/**
 * Everything that is kept. One repository for each noun; every method takes the actor first and one object of
 * parameters. What is not the actor's to see does not exist for it. Writes return a `StoreResult`; a method throws
 * `StoreUnavailable` when the database itself cannot be used (disk full, locked, damaged).
 */
export interface Store {
  readonly users: UserRepository;
  readonly invitations: InvitationRepository;
  readonly operators: OperatorRepository;
  readonly environments: EnvironmentRepository;
  readonly machines: MachineRepository;
  readonly domains: DomainRepository;
  readonly names: NameRepository;
  readonly deployments: DeploymentRepository;
  readonly removals: RemovalRepository;
  readonly revisions: RevisionRepository;
  readonly plans: PlanRepository;
  readonly intents: IntentRepository;
  readonly runs: RunRepository;
  readonly errands: ErrandRepository;
  readonly secrets: SecretRepository;
  readonly claims: ClaimRepository;
  readonly checklists: ChecklistRepository;
  readonly pull: PullRepository;
  readonly checks: CheckRepository;
  readonly observations: ObservationRepository;
  readonly backups: BackupRepository;
  readonly audit: AuditRepository;
  readonly contacts: ContactRepository;
  readonly incidents: IncidentRepository;
  readonly notifications: NotificationRepository;
  readonly settings: SettingRepository;
  /** Closes the connection. Further calls throw. */
  close(): void;
}
