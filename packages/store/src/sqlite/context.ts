import type { Database } from "better-sqlite3";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import type { Instant } from "../records.ts";
import type { StoreResult } from "../result.ts";
import type * as schema from "../schema/index.ts";
import { asUnavailable } from "../unavailable.ts";

/** The connection with its typed queries. */
export type Db = BetterSQLite3Database<typeof schema>;

/** What every repository works with. */
export interface Context {
  readonly sqlite: Database;
  readonly db: Db;
  readonly now: () => Instant;
  readonly newId: () => string;
}

/** Runs a reading function; trouble with the database becomes `StoreUnavailable`. */
export async function read<Value>(context: Context, work: (db: Db) => Value): Promise<Value> {
  try {
    return work(context.db);
  } catch (error) {
    throw asUnavailable(error);
  }
}

const rollback = Symbol("rollback");

/**
 * Runs a writing function in one `BEGIN IMMEDIATE` transaction, which is rolled back when a conflict comes out: a refused
 * write changes nothing. The function is synchronous, as better-sqlite3 is.
 */
export async function write<Value>(
  context: Context,
  work: (db: Db) => StoreResult<Value>,
): Promise<StoreResult<Value>> {
  const outcome: { result?: StoreResult<Value> } = {};
  const transaction = context.sqlite.transaction(() => {
    outcome.result = work(context.db);
    if (!outcome.result.ok) throw rollback;
  });
  try {
    transaction.immediate();
  } catch (error) {
    if (error !== rollback) throw asUnavailable(error);
  }
  if (!outcome.result) throw new Error("the transaction had no outcome");
  return outcome.result;
}

/** The moment so many seconds after another. */
export function later(instant: Instant, seconds: number): Instant {
  return new Date(Date.parse(instant) + seconds * 1000).toISOString();
}
