import type { Params } from "@allotment/model";
import { sql } from "drizzle-orm";
import {
  blob,
  check,
  index,
  integer,
  primaryKey,
  type AnySQLiteColumn,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import type { ContactKind, Incident, MailRelayRecord, NotificationProblem, NotificationRecord } from "../records.ts";
import { id, instant, json } from "./columns.ts";
import { deployment } from "./deployment.ts";
import { operator } from "./people.ts";
import { run } from "./run.ts";

/** Troubles of deployments, from their opening to their closing. */
export const incident = sqliteTable(
  "incident",
  {
    id: id(),
    deploymentId: text("deployment_id")
      .notNull()
      .references(() => deployment.id, { onDelete: "cascade" }),
    look: text("look").notNull(),
    code: text("code").$type<Incident["code"]>().notNull(),
    subject: text("subject").notNull(),
    params: json<Params>("params").notNull(),
    turn: text("turn").$type<Incident["turn"]>().notNull(),
    severity: text("severity").$type<Incident["severity"]>().notNull(),
    state: text("state").$type<Incident["state"]>().notNull(),
    firstSeenAt: instant("first_seen_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    openedAt: instant("opened_at"),
    closedAt: instant("closed_at"),
    misses: integer("misses").notNull(),
    reopenings: integer("reopenings").notNull(),
    reopenedAt: instant("reopened_at"),
    told: text("told").$type<Incident["told"]>().notNull(),
    toldAt: instant("told_at"),
    planId: text("plan_id"),
    runId: text("run_id"),
    acknowledgedAt: instant("acknowledged_at"),
    acknowledgedBy: text("acknowledged_by"),
  },
  (table) => [
    index("incident_deployment").on(table.deploymentId, table.firstSeenAt),
    index("incident_state").on(table.state),
    // The same trouble of the same subject is one incident, whatever the program believes.
    uniqueIndex("incident_present")
      .on(table.deploymentId, table.look, table.code, table.subject)
      .where(sql`state <> 'closed'`),
    check("incident_known_state", sql`state IN ('suspected', 'open', 'closed')`),
  ],
);

/** Who is told. */
export const contact = sqliteTable(
  "contact",
  {
    id: id(),
    operatorId: text("operator_id").references(() => operator.id, { onDelete: "cascade" }),
    kind: text("kind").$type<ContactKind>().notNull(),
    address: text("address").notNull(),
    createdBy: text("created_by"),
    createdAt: instant("created_at").notNull(),
    /** What the last test mail says, to be entered here; null when nothing is to be entered. */
    code: text("code"),
    /** Wrong codes since the last test mail. */
    codeTries: integer("code_tries").notNull(),
    codeExpiresAt: instant("code_expires_at"),
    testedAt: instant("tested_at"),
    verifiedAt: instant("verified_at"),
    lastSentAt: instant("last_sent_at"),
    failingSince: instant("failing_since"),
    disabledAt: instant("disabled_at"),
    /** Of webhooks: what deliveries are signed with, as an age file for the worker's recipient. */
    ciphertext: blob("ciphertext", { mode: "buffer" }),
  },
  (table) => [index("contact_operator").on(table.operatorId)],
);

/** What is to be told to whom: the outbox. */
export const notification = sqliteTable(
  "notification",
  {
    id: id(),
    contactId: text("contact_id")
      .notNull()
      .references(() => contact.id, { onDelete: "cascade" }),
    kind: text("kind").$type<ContactKind>().notNull(),
    type: text("type").$type<NotificationRecord["type"]>().notNull(),
    deploymentId: text("deployment_id").references(() => deployment.id, { onDelete: "cascade" }),
    incidentId: text("incident_id").references(() => incident.id, { onDelete: "cascade" }),
    runId: text("run_id").references(() => run.id, { onDelete: "cascade" }),
    facts: json<NotificationRecord["facts"]>("facts").notNull(),
    state: text("state").$type<NotificationRecord["state"]>().notNull(),
    since: instant("since").notNull(),
    attempts: integer("attempts").notNull(),
    nextAttemptAt: instant("next_attempt_at"),
    lastError: json<NotificationProblem>("last_error"),
    heldBack: integer("held_back", { mode: "boolean" }).notNull(),
    bundledInto: text("bundled_into").references((): AnySQLiteColumn => notification.id, { onDelete: "set null" }),
    leaseOwner: text("lease_owner"),
    leaseExpiresAt: instant("lease_expires_at"),
    fencing: integer("fencing").notNull(),
    createdAt: instant("created_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    index("notification_due").on(table.nextAttemptAt),
    index("notification_contact").on(table.contactId, table.createdAt),
    index("notification_incident").on(table.incidentId),
    index("notification_bundle").on(table.bundledInto),
  ],
);

/** Ends and long waits of runs that were dealt with: each is told of once. */
export const toldRun = sqliteTable(
  "told_run",
  {
    runId: text("run_id")
      .notNull()
      .references(() => run.id, { onDelete: "cascade" }),
    /** `over`, or the state in which it waited. */
    stage: text("stage").notNull(),
    at: instant("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.stage] })],
);

/** How mail leaves this installation: one row, or none. */
export const mailRelay = sqliteTable(
  "mail_relay",
  {
    number: integer("number").primaryKey(),
    host: text("host").notNull(),
    port: integer("port").notNull(),
    security: text("security").$type<MailRelayRecord["security"]>().notNull(),
    username: text("username"),
    ciphertext: blob("ciphertext", { mode: "buffer" }),
    sender: text("sender").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  () => [check("mail_relay_one", sql`number = 1`)],
);
