import { randomUUID } from "node:crypto";
import type { Database } from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import * as schema from "../schema/index.ts";
import type { Store } from "../store.ts";
import { auditRepository } from "./audit.ts";
import { backupsRepository } from "./backups.ts";
import { checkRepository } from "./checks/index.ts";
import { checklistRepository } from "./checklists.ts";
import { claimRepository } from "./claims.ts";
import type { Context, Db } from "./context.ts";
import { deploymentRepository } from "./deployments.ts";
import { domainRepository } from "./domains.ts";
import { environmentRepository } from "./environments.ts";
import { errandRepository } from "./errands.ts";
import { intentRepository } from "./intents.ts";
import { invitationRepository } from "./invitations.ts";
import { machineRepository } from "./machines.ts";
import { nameRepository } from "./names.ts";
import { observationRepository } from "./observations.ts";
import { operatorRepository } from "./operators.ts";
import { planRepository } from "./plans.ts";
import { pullRepository } from "./pull.ts";
import { removalRepository } from "./removals/index.ts";
import { revisionRepository } from "./revisions.ts";
import { runRepository } from "./runs/index.ts";
import { secretRepository } from "./secrets.ts";
import { settingRepository } from "./settings.ts";
import { contactRepository } from "./telling/contacts.ts";
import { incidentRepository } from "./telling/incidents.ts";
import { notificationRepository } from "./telling/notifications.ts";
import { userRepository } from "./users.ts";

/** What a store is given from outside. */
export interface StoreOptions {
  /** The time; the machine's clock when left out. */
  readonly clock?: () => Date;
  /** Makes ids of letters, digits, `-` and `_`, at most 64; random UUIDs when left out. */
  readonly newId?: () => string;
}

const connections = new WeakMap<Store, Db>();

/** The store over an open, prepared database. */
export function createStore(sqlite: Database, { clock = () => new Date(), newId = randomUUID }: StoreOptions): Store {
  const db = drizzle(sqlite, { schema });
  const context: Context = { sqlite, db, newId, now: () => clock().toISOString() };
  const store: Store = {
    users: userRepository(context),
    invitations: invitationRepository(context),
    operators: operatorRepository(context),
    environments: environmentRepository(context),
    machines: machineRepository(context),
    domains: domainRepository(context),
    names: nameRepository(context),
    deployments: deploymentRepository(context),
    removals: removalRepository(context),
    revisions: revisionRepository(context),
    plans: planRepository(context),
    intents: intentRepository(context),
    runs: runRepository(context),
    errands: errandRepository(context),
    secrets: secretRepository(context),
    claims: claimRepository(context),
    checklists: checklistRepository(context),
    pull: pullRepository(context),
    checks: checkRepository(context),
    observations: observationRepository(context),
    backups: backupsRepository(context),
    audit: auditRepository(context),
    contacts: contactRepository(context),
    incidents: incidentRepository(context),
    notifications: notificationRepository(context),
    settings: settingRepository(context),
    close: () => void sqlite.close(),
  };
  connections.set(store, db);
  return store;
}

/** The connection of a store, for the sign-in library and for tests of the store itself. */
export function connectionOf(store: Store): Db {
  const db = connections.get(store);
  if (!db) throw new Error("this store has no connection");
  return db;
}
