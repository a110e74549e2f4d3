/** Why the database cannot be used. `store.<reason>` is the key of the sentence in the message files. */
export type UnavailableReason =
  "disk-full" | "locked" | "read-only" | "damaged" | "unreadable" | "missing" | "not-prepared" | "newer" | "different";

/** The database itself cannot be used. What was being written was not written; what was there is unharmed. */
export class StoreUnavailable extends Error {
  readonly reason: UnavailableReason;
  /** Key of the sentence for people. */
  readonly sentence: string;

  constructor(reason: UnavailableReason, cause?: unknown) {
    super(sentences[reason], { cause });
    this.name = "StoreUnavailable";
    this.reason = reason;
    this.sentence = `store.${reason}`;
  }
}

/** For a terminal, where there are no message files. */
const sentences: Readonly<Record<UnavailableReason, string>> = {
  "disk-full": "The disk is full. Nothing was changed. Free some space and try again.",
  locked: "The database is in use by something else. Nothing was changed. Try again in a moment.",
  "read-only": "The data folder cannot be written to. Nothing was changed. Give this user the right to write there.",
  damaged: "The database is damaged. Stop Allotment and put back the newest copy from the folder `copies`.",
  unreadable: "The database cannot be opened or read. Look at the disk and at the rights on the data folder.",
  missing: "There is no database in this folder. Start with `npm start`, or name the right data folder.",
  "not-prepared": "The database is from an older version of Allotment and was not prepared. Start with `npm start`.",
  newer: "The database was made by a newer version of Allotment. Nothing was changed. Start that version.",
  different: "The database was made by another variant of Allotment. Nothing was changed. Start the one that made it.",
};

/** Beginnings of SQLite's result codes (https://sqlite.org/rescode.html) and what they mean here. */
const reasons: readonly (readonly [code: string, reason: UnavailableReason])[] = [
  ["SQLITE_FULL", "disk-full"],
  ["SQLITE_BUSY", "locked"],
  ["SQLITE_LOCKED", "locked"],
  ["SQLITE_READONLY", "read-only"],
  ["SQLITE_PERM", "read-only"],
  ["SQLITE_CORRUPT", "damaged"],
  ["SQLITE_NOTADB", "damaged"],
  ["SQLITE_CANTOPEN", "unreadable"],
  ["SQLITE_IOERR", "unreadable"],
];

/** The error to throw for whatever was thrown: `StoreUnavailable` for trouble with the database, else the same. */
export function asUnavailable(error: unknown): unknown {
  if (error instanceof StoreUnavailable) return error;
  const code = codeOf(error);
  if (code === null) return error;
  const found = reasons.find(([start]) => code.startsWith(start));
  return found ? new StoreUnavailable(found[1], error) : error;
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && typeof error.code === "string" && error.code.startsWith("SQLITE_")) return error.code;
  return codeOf(error.cause);
}
