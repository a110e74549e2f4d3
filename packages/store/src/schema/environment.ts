import type { Digest, Environment } from "@allotment/model";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { EnvironmentRecord, MachineObservationRecord } from "../records.ts";
import { id, instant, json } from "./columns.ts";
import { deployment } from "./deployment.ts";
import { operator } from "./people.ts";

export const environment = sqliteTable("environment", {
  id: id(),
  slug: text("slug").notNull().unique(),
  // Name, description and orchestrator repeat the current revision, for those who may not read it.
  name: text("name").notNull(),
  description: text("description").notNull(),
  orchestrator: text("orchestrator").$type<EnvironmentRecord["orchestrator"]>().notNull(),
  currentRevisionId: text("current_revision_id").notNull(),
  disabledAt: instant("disabled_at"),
  createdAt: instant("created_at").notNull(),
});

export const environmentRevision = sqliteTable(
  "environment_revision",
  {
    id: id(),
    environmentId: text("environment_id")
      .notNull()
      .references(() => environment.id),
    number: integer("number").notNull(),
    document: json<Environment>("document").notNull(),
    digest: text("digest").$type<Digest>().notNull(),
    message: text("message").notNull(),
    createdBy: text("created_by"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [uniqueIndex("environment_revision_number").on(table.environmentId, table.number)],
);

/** Operators that may use an environment; no row for an environment: all. */
export const environmentOperator = sqliteTable(
  "environment_operator",
  {
    environmentId: text("environment_id")
      .notNull()
      .references(() => environment.id, { onDelete: "cascade" }),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operator.id, { onDelete: "cascade" }),
  },
  (table) => [primaryKey({ columns: [table.environmentId, table.operatorId] })],
);

export const machineClaim = sqliteTable(
  "machine_claim",
  {
    environmentId: text("environment_id")
      .notNull()
      .references(() => environment.id),
    machine: text("machine").notNull(),
    deploymentId: text("deployment_id")
      .notNull()
      .references(() => deployment.id),
    runId: text("run_id").notNull(),
    since: instant("since").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.environmentId, table.machine] }),
    index("machine_claim_deployment").on(table.deploymentId),
  ],
);

/** What deployments use of offers that they share. Taken when a run starts, like machines. */
export const offerClaim = sqliteTable(
  "offer_claim",
  {
    environmentId: text("environment_id")
      .notNull()
      .references(() => environment.id),
    type: text("type").notNull(),
    offer: text("offer").notNull(),
    deploymentId: text("deployment_id")
      .notNull()
      .references(() => deployment.id, { onDelete: "cascade" }),
    /** The resource: `slug/role`. */
    path: text("path").notNull(),
    /** Port of the offer's host that is this resource's alone; null where there is none. */
    port: integer("port"),
    diskGiB: integer("disk_gib").notNull(),
    memoryMiB: integer("memory_mib").notNull(),
    connections: integer("connections").notNull(),
    since: instant("since").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.environmentId, table.type, table.offer, table.deploymentId, table.path] }),
    index("offer_claim_deployment").on(table.deploymentId),
    uniqueIndex("offer_claim_port").on(table.environmentId, table.type, table.offer, table.port),
  ],
);

export const machineObservation = sqliteTable(
  "machine_observation",
  {
    environmentId: text("environment_id")
      .notNull()
      .references(() => environment.id),
    machine: text("machine").notNull(),
    deploymentId: text("deployment_id")
      .notNull()
      .references(() => deployment.id, { onDelete: "cascade" }),
    generation: integer("generation"),
    descriptionDigest: text("description_digest").$type<Digest>(),
    health: text("health").$type<MachineObservationRecord["health"]>().notNull(),
    at: instant("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.deploymentId, table.environmentId, table.machine] })],
);
