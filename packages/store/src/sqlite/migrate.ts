import type { Database } from "better-sqlite3";
import { asUnavailable, StoreUnavailable } from "../unavailable.ts";
import type { Migration } from "./migrations.ts";

interface Applied {
  readonly hash: string;
  readonly when: number;
}

/**
 * Migrations that a database still lacks.
 *
 * @throws StoreUnavailable `newer` when it has more than there are, `different` when they are not the same ones
 */
export function pendingMigrations(sqlite: Database, migrations: readonly Migration[]): Migration[] {
  const applied = appliedMigrations(sqlite);
  const same = applied.every((one, index) => {
    const step = migrations[index];
    return step === undefined || (step.hash === one.hash && step.when === one.when);
  });
  if (!same) throw new StoreUnavailable("different");
  if (applied.length > migrations.length) throw new StoreUnavailable("newer");
  return migrations.slice(applied.length);
}

/**
 * Brings a database to the present version, all steps or none, and keeps what refers to rebuilt tables.
 *
 * A step that rebuilds a table drops the old one; with foreign keys on, SQLite then deletes every row that refers to it,
 * and inside a transaction the switch is ignored without a word. So it is switched off out here, and the references are
 * checked before anything is committed.
 *
 * @returns names of the migrations that were applied
 * @throws StoreUnavailable; the database is as before then
 */
export function migrateDatabase(sqlite: Database, migrations: readonly Migration[]): string[] {
  sqlite.pragma("foreign_keys = OFF");
  if (sqlite.pragma("foreign_keys", { simple: true }) !== 0) {
    throw new Error("foreign keys could not be switched off: a transaction is open");
  }
  try {
    // `immediate`: of two processes that start together, the second waits here and then finds nothing to do.
    return sqlite.transaction(() => applyAll(sqlite, migrations)).immediate();
  } catch (error) {
    throw asUnavailable(error);
  } finally {
    sqlite.pragma("foreign_keys = ON");
  }
}

// The table is drizzle's own, so that its tools still understand the database.
const createTable =
  "CREATE TABLE IF NOT EXISTS __drizzle_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, hash text NOT NULL, created_at numeric)";

function applyAll(sqlite: Database, migrations: readonly Migration[]): string[] {
  sqlite.exec(createTable);
  const pending = pendingMigrations(sqlite, migrations);
  const note = sqlite.prepare("INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)");
  for (const { statements, hash, when } of pending) {
    for (const statement of statements) sqlite.exec(statement);
    note.run(hash, when);
  }
  const dangling = sqlite.pragma("foreign_key_check") as unknown[];
  if (dangling.length > 0) throw new Error(`the migration would leave ${dangling.length} rows that refer to nothing`);
  return pending.map(({ name }) => name);
}

function appliedMigrations(sqlite: Database): Applied[] {
  const table = "SELECT name FROM sqlite_master WHERE type = 'table' AND name = '__drizzle_migrations'";
  if (sqlite.prepare(table).get() === undefined) return [];
  const rows = sqlite.prepare("SELECT hash, created_at FROM __drizzle_migrations ORDER BY id").all();
  return rows.map((row) => {
    const { hash, created_at } = row as { hash: string; created_at: number };
    return { hash, when: Number(created_at) };
  });
}
