import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
} from "node:fs";
import path from "node:path";
import type { Database } from "better-sqlite3";
import { connect, databaseFileName } from "./sqlite/files.ts";
import { migrateDatabase, pendingMigrations } from "./sqlite/migrate.ts";
import { type Migration, readMigrations } from "./sqlite/migrations.ts";
import { asUnavailable, StoreUnavailable, type UnavailableReason } from "./unavailable.ts";

/** What was done to a database before it is used. */
export interface Prepared {
  readonly file: string;
  /** Names of the migrations that were applied. */
  readonly applied: readonly string[];
  /** Copy of the database as it was before; null when nothing changed or there was none yet. */
  readonly copy: string | null;
}

/** Copies that are kept; older ones are deleted. */
const copiesMax = 5;

/**
 * Makes the data folder and its database ready: creates what is missing, copies the database before it is migrated, and
 * migrates it. Both processes may do this at once; one of them does the work.
 *
 * @param params.migrations other steps than the store's own: for tests
 * @throws StoreUnavailable with a sentence for people: read-only folder, full disk, a database of a newer version
 */
export function prepareDatabase(
  folder: string,
  params: Readonly<{ clock?: () => Date; migrations?: readonly Migration[] }> = {},
): Prepared {
  const { clock = () => new Date(), migrations = readMigrations() } = params;
  makeFolder(folder);
  const file = path.join(folder, databaseFileName);
  const present = existsSync(file);
  keepPrivate(file);
  const sqlite = connect(file, { busyTimeoutMilliseconds: 30_000, durable: true });
  try {
    if (pendingMigrations(sqlite, migrations).length === 0) return { file, applied: [], copy: null };
    const copy = present && hasTables(sqlite) ? copyDatabase(sqlite, path.join(folder, "copies"), clock()) : null;
    const applied = migrateDatabase(sqlite, migrations);
    return { file, applied, copy };
  } catch (error) {
    throw asUnavailable(error);
  } finally {
    sqlite.close();
  }
}

/**
 * Makes the database's file, or takes it from others' eyes: a folder that was there before may be open to everybody, and a
 * copy put back by hand too. The files that SQLite makes beside it get the same rights.
 */
function keepPrivate(file: string): void {
  try {
    closeSync(openSync(file, "a", 0o600));
    for (const one of [file, `${file}-wal`, `${file}-shm`]) {
      const mode = statSync(one, { throwIfNoEntry: false })?.mode ?? 0;
      if ((mode & 0o077) !== 0) chmodSync(one, 0o600);
    }
  } catch (error) {
    throw notWritable(error);
  }
}

const folderReasons: Readonly<Record<string, UnavailableReason>> = {
  ENOSPC: "disk-full",
  EACCES: "read-only",
  EPERM: "read-only",
  EROFS: "read-only",
};

function makeFolder(folder: string): void {
  try {
    // Others on the machine have no business here.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw notWritable(error);
  }
}

function notWritable(error: unknown): StoreUnavailable {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return new StoreUnavailable(folderReasons[code] ?? "unreadable", error);
}

function hasTables(sqlite: Database): boolean {
  return sqlite.prepare("SELECT 1 FROM sqlite_master LIMIT 1").get() !== undefined;
}

/** A complete copy in one file, also of what is still in the write-ahead log. */
function copyDatabase(sqlite: Database, folder: string, now: Date): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stamp = now.toISOString().replaceAll(/[:.]/g, "-");
  const copy = path.join(folder, `${stamp}-${process.pid}.sqlite`);
  sqlite.prepare("VACUUM INTO ?").run(copy);
  chmodSync(copy, 0o600);
  const copies = readdirSync(folder)
    .filter((name) => name.endsWith(".sqlite"))
    .toSorted();
  for (const name of copies.slice(0, -copiesMax)) rmSync(path.join(folder, name), { force: true });
  return copy;
}
