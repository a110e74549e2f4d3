import { existsSync } from "node:fs";
import path from "node:path";
import { account, rateLimit, session, user, verification } from "./schema/auth.ts";
import { connectionOf, createStore, type StoreOptions } from "./sqlite/create-store.ts";
import { type ConnectionOptions, connect, databaseFileName } from "./sqlite/files.ts";
import { migrateDatabase, pendingMigrations } from "./sqlite/migrate.ts";
import { readMigrations } from "./sqlite/migrations.ts";
import type { Store } from "./store.ts";
import { StoreUnavailable } from "./unavailable.ts";

/** Where the database is: a data folder, a file, or nowhere (`memory`, gone when closed). */
export type StorePlace = { readonly folder: string } | { readonly file: string } | { readonly memory: true };

/**
 * Opens the store. A folder or file must have been prepared (`prepareDatabase`); a store in memory prepares itself.
 *
 * @throws StoreUnavailable when it cannot be opened, was not prepared, or was made by a newer version
 */
export function openStore(options: StorePlace & ConnectionOptions & StoreOptions): Store {
  const file = fileOf(options);
  if (!("memory" in options) && !existsSync(file)) throw new StoreUnavailable("missing");
  const sqlite = connect(file, options);
  try {
    const migrations = readMigrations();
    if ("memory" in options) migrateDatabase(sqlite, migrations);
    else if (pendingMigrations(sqlite, migrations).length > 0) throw new StoreUnavailable("not-prepared");
    return createStore(sqlite, options);
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function fileOf(place: StorePlace): string {
  if ("memory" in place) return ":memory:";
  return "folder" in place ? path.join(place.folder, databaseFileName) : place.file;
}

/**
 * The connection and the tables that the sign-in library works on, and nothing else of the store. For its drizzle adapter
 * with provider `sqlite`; it needs `role` and `disabledAt` as additional fields of the user that no request can set.
 */
export function authDatabase(store: Store) {
  return { db: connectionOf(store), schema: { user, session, account, verification, rateLimit } };
}
