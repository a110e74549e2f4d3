import Sqlite, { type Database } from "better-sqlite3";
import { asUnavailable } from "../unavailable.ts";

/** Name of the database in the data folder. */
export const databaseFileName = "allotment.sqlite";

/** How a database is opened. */
export interface ConnectionOptions {
  readonly readOnly?: boolean;
  /** How long to wait for another process that is writing. */
  readonly busyTimeoutMilliseconds?: number;
}

/**
 * Opens a database file (`:memory:` for none) with foreign keys on and, unless read-only, a write-ahead log, so that
 * readers and the one writer do not wait for each other.
 *
 * @throws StoreUnavailable
 */
export function connect(
  file: string,
  { readOnly = false, busyTimeoutMilliseconds = 5000 }: ConnectionOptions,
): Database {
  try {
    const sqlite = new Sqlite(file, { readonly: readOnly, fileMustExist: readOnly, timeout: busyTimeoutMilliseconds });
    if (!readOnly) sqlite.pragma("journal_mode = WAL");
    // Enough with a write-ahead log: a power cut loses at most the last transactions and never damages the file.
    sqlite.pragma("synchronous = NORMAL");
    sqlite.pragma("foreign_keys = ON");
    return sqlite;
  } catch (error) {
    throw asUnavailable(error);
  }
}
