import type { Configuration, Description, Digest, Plan } from "@allotment/model";
import { sql } from "drizzle-orm";
import { type AnySQLiteColumn, check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { DesiredState, DomainKind, RemovalRecord, RevisionVersions } from "../records.ts";
import { id, instant, json } from "./columns.ts";
import { environment } from "./environment.ts";
import { operator } from "./people.ts";

export const deployment = sqliteTable(
  "deployment",
  {
    id: id(),
    slug: text("slug").notNull().unique(),
    title: text("title").notNull(),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operator.id),
    environmentId: text("environment_id")
      .notNull()
      .references((): AnySQLiteColumn => environment.id),
    draft: json<Configuration>("draft").notNull(),
    draftEtag: text("draft_etag").notNull(),
    draftUpdatedBy: text("draft_updated_by"),
    draftUpdatedAt: instant("draft_updated_at").notNull(),
    stagedRevisionId: text("staged_revision_id"),
    targetPlanId: text("target_plan_id"),
    targetRunId: text("target_run_id"),
    deployedPlanId: text("deployed_plan_id"),
    desired: text("desired").$type<DesiredState>().default("running").notNull(),
    removal: json<Omit<RemovalRecord, "requestedByName">>("removal"),
    removedAt: instant("removed_at"),
    createdBy: text("created_by"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    index("deployment_operator").on(table.operatorId),
    index("deployment_environment").on(table.environmentId),
    check("deployment_desired", sql`desired IN ('running', 'suspended', 'removed')`),
  ],
);

export const configurationRevision = sqliteTable(
  "configuration_revision",
  {
    id: id(),
    deploymentId: text("deployment_id")
      .notNull()
      .references(() => deployment.id, { onDelete: "cascade" }),
    number: integer("number").notNull(),
    document: json<Configuration>("document").notNull(),
    digest: text("digest").$type<Digest>().notNull(),
    versions: json<RevisionVersions>("versions").notNull(),
    message: text("message").notNull(),
    rolledBackFrom: text("rolled_back_from"),
    createdBy: text("created_by"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [uniqueIndex("configuration_revision_number").on(table.deploymentId, table.number)],
);

/** Host names. The primary key makes them unique in the installation. */
export const domain = sqliteTable(
  "domain",
  {
    host: text("host").primaryKey(),
    kinds: json<readonly DomainKind[]>("kinds").notNull(),
    deploymentId: text("deployment_id")
      .notNull()
      .references(() => deployment.id, { onDelete: "cascade" }),
    instance: text("instance").notNull(),
    practice: integer("practice", { mode: "boolean" }).notNull(),
    verifiedAt: instant("verified_at"),
    frozenAt: instant("frozen_at"),
    expiresAt: instant("expires_at"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [index("domain_deployment").on(table.deploymentId)],
);

/** Which deployment may read which description: through its plans. */
export const plan = sqliteTable(
  "plan",
  {
    id: id(),
    deploymentId: text("deployment_id")
      .notNull()
      .references(() => deployment.id, { onDelete: "cascade" }),
    document: json<Plan>("document").notNull(),
    digest: text("digest").$type<Digest>().notNull(),
    parentDigest: text("parent_digest").$type<Digest>(),
    descriptionDigest: text("description_digest")
      .$type<Digest>()
      .notNull()
      .references(() => description.digest),
    configurationRevisionId: text("configuration_revision_id")
      .notNull()
      .references(() => configurationRevision.id),
    environmentRevisionId: text("environment_revision_id").notNull(),
    catalogueDigest: text("catalogue_digest").$type<Digest>().notNull(),
    desired: text("desired").$type<DesiredState>().default("running").notNull(),
    createdBy: text("created_by"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    uniqueIndex("plan_made_from").on(
      table.deploymentId,
      table.digest,
      table.configurationRevisionId,
      table.environmentRevisionId,
      table.desired,
    ),
  ],
);

/** Descriptions by digest: two equal ones are kept once. */
export const description = sqliteTable("description", {
  digest: text("digest").$type<Digest>().primaryKey(),
  document: json<Description>("document").notNull(),
  createdAt: instant("created_at").notNull(),
});
