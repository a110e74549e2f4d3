import Sqlite, { type Database } from "better-sqlite3";
import { asUnavailable } from "../unavailable.ts";

/** Name of the database in the data folder. */
export const databaseFileName = "allotment.sqlite";

/** How a database is opened. */
export interface ConnectionOptions {
  readonly readOnly?: boolean;
  /** How long to wait for another process that is writing. */
  readonly busyTimeoutMilliseconds?: number;
  /**
   * Whether a transaction that was answered survives a power cut. For whoever tells numbers and secrets to machines, which
   * would otherwise know more than the database.
   */
  readonly durable?: boolean;
}

/**
 * Opens a database file (`:memory:` for none) with foreign keys on and, unless read-only, a write-ahead log, so that
 * readers and the one writer do not wait for each other.
 *
 * @throws StoreUnavailable
 */
export function connect(
  file: string,
  { readOnly = false, busyTimeoutMilliseconds = 5000, durable = false }: ConnectionOptions,
): Database {
  try {
    const sqlite = new Sqlite(file, { readonly: readOnly, fileMustExist: readOnly, timeout: busyTimeoutMilliseconds });
    if (!readOnly) sqlite.pragma("journal_mode = WAL");
    // With a write-ahead log a power cut never damages the file; without FULL it may lose the last transactions.
    sqlite.pragma(`synchronous = ${durable ? "FULL" : "NORMAL"}`);
    sqlite.pragma("foreign_keys = ON");
    return sqlite;
  } catch (error) {
    throw asUnavailable(error);
  }
}
