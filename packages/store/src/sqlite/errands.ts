import { canonicalJson } from "@allotment/model";
import { and, asc, desc, eq, inArray, isNull, lt, or } from "drizzle-orm";
import { type Actor, isProvider, type WorkerActor } from "../actor.ts";
import type { ErrandOf, ErrandProblem, ErrandRecord, NewErrand } from "../records.ts";
import { errandTimes } from "../records.ts";
import type { ErrandRepository } from "../repositories/errands.ts";
import { done, forbidden, notFound, refused, type StoreResult } from "../result.ts";
import { environment, errand } from "../schema/index.ts";
import { remember, userIdOf } from "./audit-trail.ts";
import { type Context, later, read, write } from "./context.ts";
import { overLimit } from "./limits.ts";
import { spendClaim } from "./spend-claim.ts";
import { visibleDeployment, writableDeployment } from "./visible.ts";

type ErrandRow = typeof errand.$inferSelect;

/** Errands that are read at once to find the newest of each. */
const rowsMax = 2000;

/** The repository of errands over SQLite. */
export function errandRepository(context: Context): ErrandRepository {
  return {
    ask: (actor, params) => write(context, () => ask(context, actor, params)),
    get: (actor, { errandId }) =>
      read(context, (db) => {
        const row = db.select().from(errand).where(eq(errand.id, errandId)).get();
        return row && mayRead(context, actor, row) ? errandRecord(row) : null;
      }),
    latest: (actor, { environmentId }) =>
      read(context, (db) => {
        if (actor.kind === "user" && !isProvider(actor)) return [];
        const anywhere = and(isNull(errand.environmentId), isNull(errand.deploymentId));
        const which = and(eq(errand.state, "done"), or(eq(errand.environmentId, environmentId), anywhere));
        const rows = db.select().from(errand).where(which).orderBy(desc(errand.createdAt)).limit(rowsMax).all();
        const newest = new Map(rows.toReversed().map((row) => [questionOf(row), row]));
        return [...newest.values()].map(errandRecord).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
      }),
    take: (actor, { limit }) => take(context, actor, limit),
    finish: (actor, params) => write(context, () => finish(context, actor, params)),
  };
}

function errandRecord(row: ErrandRow): ErrandRecord {
  const { workerId: _, ...record } = row;
  // Input and result were written for this kind, by the types of `ask` and of the worker's handlers.
  return record as ErrandRecord;
}

function questionOf({ kind, subject, input }: Pick<ErrandRow, "kind" | "subject" | "input">): string {
  return canonicalJson([kind, subject, input]);
}

function mayRead(context: Context, actor: Actor, { deploymentId, requestedBy }: ErrandRow): boolean {
  if (actor.kind !== "user") return true;
  if (deploymentId === null) return isProvider(actor);
  return requestedBy === actor.userId && visibleDeployment(context, actor, deploymentId) !== null;
}

/** An errand of kind `reveal` out of its row. */
export function revealRecord(row: ErrandRow): ErrandOf<"reveal"> {
  const record = errandRecord(row);
  if (record.kind !== "reveal") throw new Error("this errand reveals nothing");
  return record;
}

/** Puts an errand before the worker. Whether the actor may is decided before. Inside a transaction. */
export function insertErrand(context: Context, actor: Actor, params: NewErrand): ErrandRow {
  const { db, now, newId } = context;
  const { wait, keep } = errandTimes[params.kind];
  const row: ErrandRow = {
    id: newId(),
    ...params,
    requestedBy: userIdOf(actor),
    state: "waiting",
    workerId: null,
    result: null,
    problem: null,
    createdAt: now(),
    deadlineAt: later(now(), wait),
    finishedAt: null,
    expiresAt: later(now(), keep),
  };
  db.insert(errand).values(row).run();
  return row;
}

function ask(context: Context, actor: Actor, params: NewErrand): StoreResult<ErrandRecord> {
  const may = mayAsk(context, actor, params);
  if (!may.ok) return may;
  const same = sameWaiting(context, actor, params);
  if (same) return done(errandRecord(same));
  const row = insertErrand(context, actor, params);
  const open = openOf(context, actor);
  const looks = open.filter(({ kind }) => kind === "names-check").length;
  const tooMany = overLimit("errands", open.length) ?? overLimit("looks", looks);
  if (tooMany) return tooMany;
  const { kind, subject, deploymentId } = params;
  const { operatorId } = may.value;
  const details = { kind, of: subject };
  remember(context, actor, { action: "errand.ask", subject: row.id, operatorId, deploymentId, details });
  return done(errandRecord(row));
}

function openOf({ db }: Context, actor: Actor): readonly ErrandRow[] {
  const open = and(eq(errand.requestedBy, userIdOf(actor) ?? ""), inArray(errand.state, ["waiting", "working"]));
  return db.select().from(errand).where(open).all();
}

/** The look at names that somebody waits for already: whoever presses the button again has it answered by the same one. */
function sameWaiting(context: Context, actor: Actor, params: NewErrand): ErrandRow | undefined {
  if (params.kind !== "names-check") return undefined;
  const waiting = openOf(context, actor).filter(({ state }) => state === "waiting");
  return waiting.find((row) => row.deploymentId === params.deploymentId && questionOf(row) === questionOf(params));
}

function mayAsk(
  context: Context,
  actor: Actor,
  { kind, deploymentId, environmentId }: NewErrand,
): StoreResult<{ operatorId: string | null }> {
  // Begins with a link (see claims), whoever asks.
  if (kind === "reveal") return forbidden;
  if (deploymentId !== null) {
    const found = writableDeployment(context, actor, deploymentId);
    return found.ok ? done({ operatorId: found.value.operatorId }) : found;
  }
  if (!isProvider(actor)) return forbidden;
  if (environmentId === null) return done({ operatorId: null });
  const known = context.db.select().from(environment).where(eq(environment.id, environmentId)).get();
  return known ? done({ operatorId: null }) : notFound;
}

async function take(context: Context, actor: WorkerActor, limit: number): Promise<readonly ErrandRecord[]> {
  if (actor.kind !== "worker") throw new Error("only the worker does errands");
  const due = or(eq(errand.state, "waiting"), overdue(context), lt(errand.expiresAt, context.now()));
  // Most looks find nothing, and then nobody else's writing has to wait.
  const any = await read(context, (db) => db.select({ id: errand.id }).from(errand).where(due).limit(1).get());
  if (!any) return [];
  const taken = await write(context, (db) => {
    giveUp(context);
    const waiting = eq(errand.state, "waiting");
    const rows = db.select().from(errand).where(waiting).orderBy(asc(errand.createdAt)).limit(limit).all();
    return done(rows.map((row) => begin(context, actor, row)));
  });
  return taken.ok ? taken.value : [];
}

function begin({ db, now }: Context, { workerId }: WorkerActor, row: ErrandRow): ErrandRecord {
  const { work } = errandTimes[row.kind];
  // A little longer than the handler may take, so that one that ends in time is never given up.
  const set = { state: "working" as const, workerId, deadlineAt: later(now(), work + 15) };
  db.update(errand).set(set).where(eq(errand.id, row.id)).run();
  return errandRecord({ ...row, ...set });
}

function overdue({ now }: Context) {
  return and(inArray(errand.state, ["waiting", "working"]), lt(errand.deadlineAt, now()));
}

function giveUp(context: Context): void {
  const { db, now } = context;
  db.delete(errand).where(lt(errand.expiresAt, now())).run();
  const fail = (state: "waiting" | "working", code: ErrandProblem["code"]) =>
    db
      .update(errand)
      .set({ state: "failed", problem: { code }, finishedAt: now() })
      .where(and(overdue(context), eq(errand.state, state)))
      .run();
  fail("waiting", "too-late");
  // It may have done its work half: asking again is for a person.
  fail("working", "interrupted");
}

function finish(
  context: Context,
  actor: WorkerActor,
  params: Parameters<ErrandRepository["finish"]>[1],
): StoreResult<null> {
  if (actor.kind !== "worker") return forbidden;
  const { db, now } = context;
  const row = db.select().from(errand).where(eq(errand.id, params.errandId)).get();
  if (!row) return notFound;
  if (row.state !== "working" || row.workerId !== actor.workerId) return refused({ code: "lease-lost" });
  const outcome =
    "problem" in params
      ? { state: "failed" as const, problem: params.problem }
      : { state: "done" as const, result: params.result };
  db.update(errand)
    .set({ ...outcome, finishedAt: now() })
    .where(eq(errand.id, row.id))
    .run();
  if (row.kind === "reveal" && "result" in params && isSealed(params.result)) spendClaim(context, row.id);
  return done(null);
}

function isSealed(result: ErrandRecord["result"]): boolean {
  return result !== null && "sealed" in result && result.sealed !== null;
}
