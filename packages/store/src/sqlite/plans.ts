import { digestOf } from "@allotment/model";
import { and, desc, eq } from "drizzle-orm";
import type { Actor } from "../actor.ts";
import type { PlanRecord } from "../records.ts";
import type { PlanRepository } from "../repositories/plans.ts";
import { done, type StoreResult } from "../result.ts";
import { configurationRevision, description, environmentRevision, plan } from "../schema/index.ts";
import { remember, userIdOf } from "./audit-trail.ts";
import { type Context, read, write } from "./context.ts";
import { visibleDeployment, writableDeployment } from "./visible.ts";

type CreateParams = Parameters<PlanRepository["create"]>[1];

/** The repository of plans over SQLite. */
export function planRepository(context: Context): PlanRepository {
  return {
    create: (actor, params) => write(context, () => create(context, actor, params)),
    get: (actor, { planId }) =>
      read(context, (db) => {
        const row = db
          .select()
          .from(plan)
          .innerJoin(description, eq(description.digest, plan.descriptionDigest))
          .where(eq(plan.id, planId))
          .get();
        if (!row || !visibleDeployment(context, actor, row.plan.deploymentId)) return null;
        return { ...row.plan, description: row.description.document };
      }),
    list: (actor, { deploymentId, limit = 100 }) =>
      read(context, (db) => {
        if (!visibleDeployment(context, actor, deploymentId)) return [];
        const own = eq(plan.deploymentId, deploymentId);
        return db.select().from(plan).where(own).orderBy(desc(plan.createdAt)).limit(limit).all();
      }),
    description: (actor, { deploymentId, digest }) =>
      read(context, (db) => {
        if (!visibleDeployment(context, actor, deploymentId)) return null;
        const own = and(eq(plan.deploymentId, deploymentId), eq(plan.descriptionDigest, digest));
        if (!db.select().from(plan).where(own).get()) return null;
        return db.select().from(description).where(eq(description.digest, digest)).get()?.document ?? null;
      }),
  };
}

function create(context: Context, actor: Actor, params: CreateParams): StoreResult<PlanRecord> {
  const { db, now, newId } = context;
  const found = writableDeployment(context, actor, params.deploymentId);
  if (!found.ok) return found;
  checkBelonging(context, params);
  const { deploymentId, document, configurationRevisionId, environmentRevisionId, desired = "running" } = params;
  const digest = digestOf(document);
  const same = and(
    eq(plan.deploymentId, deploymentId),
    eq(plan.digest, digest),
    eq(plan.configurationRevisionId, configurationRevisionId),
    eq(plan.environmentRevisionId, environmentRevisionId),
    eq(plan.desired, desired),
  );
  const present = db.select().from(plan).where(same).get();
  if (present) return done(present);
  const described = { digest: document.description, document: params.description, createdAt: now() };
  db.insert(description).values(described).onConflictDoNothing().run();
  const row = {
    id: newId(),
    deploymentId,
    document,
    digest,
    configurationRevisionId,
    environmentRevisionId,
    parentDigest: document.parent,
    descriptionDigest: document.description,
    catalogueDigest: document.digests.catalogue,
    desired,
    createdBy: userIdOf(actor),
    createdAt: now(),
  };
  db.insert(plan).values(row).run();
  const { operatorId } = found.value;
  const details = { digest, description: document.description, desired };
  remember(context, actor, { action: "plan.create", subject: row.id, operatorId, deploymentId, details });
  return done(row);
}

/** A plan whose parts do not belong together is a defect, and must never become a record. */
function checkBelonging({ db }: Context, params: CreateParams): void {
  const { document, description: described, configurationRevisionId, environmentRevisionId } = params;
  if (digestOf(described) !== document.description) throw new Error("the plan leads to another description");
  const ofConfiguration = eq(configurationRevision.id, configurationRevisionId);
  const revision = db.select().from(configurationRevision).where(ofConfiguration).get();
  if (revision?.deploymentId !== params.deploymentId) throw new Error("the plan is for another deployment's revision");
  if (revision.digest !== document.digests.configuration) throw new Error("the plan is for another configuration");
  const ofEnvironment = eq(environmentRevision.id, environmentRevisionId);
  const place = db.select().from(environmentRevision).where(ofEnvironment).get();
  if (place?.digest !== document.digests.environment) throw new Error("the plan is for another environment revision");
}
