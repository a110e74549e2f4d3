import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { readMigrationFiles } from "drizzle-orm/migrator";

/** One step of the database, as drizzle-kit wrote it. */
export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
  readonly hash: string;
  /** Milliseconds since 1970, as drizzle-kit noted it. */
  readonly when: number;
}

/**
 * Reads the migrations in the order of their journal.
 *
 * @param folder a folder of drizzle-kit; the store's own when left out
 * @throws Error when the journal is not in order: drizzle's own migrator would skip such a step without a word
 */
export function readMigrations(folder: string = migrationsFolder()): Migration[] {
  const journal: unknown = JSON.parse(readFileSync(path.join(folder, "meta/_journal.json"), "utf8"));
  const names = (journal as { entries: { tag: string }[] }).entries.map(({ tag }) => tag);
  const migrations = readMigrationFiles({ migrationsFolder: folder }).map((step, index) => ({
    name: names[index] ?? "",
    statements: step.sql,
    hash: step.hash,
    when: step.folderMillis,
  }));
  const outOfOrder = migrations.find((step, index) => index > 0 && step.when <= (migrations[index - 1]?.when ?? 0));
  if (outOfOrder) throw new Error(`migration ${outOfOrder.name} is older than the one before it`);
  return migrations;
}

/**
 * The folder of the store's migrations. Bundled programs are elsewhere in the checkout, so it is looked for from this
 * file, and then from the working folder, upwards.
 */
function migrationsFolder(): string {
  const starts = [path.dirname(fileURLToPath(import.meta.url)), process.cwd()];
  for (const start of starts) {
    for (let folder = start; folder !== path.dirname(folder); folder = path.dirname(folder)) {
      const candidate = path.join(folder, "packages/store/migrations");
      if (existsSync(path.join(candidate, "meta/_journal.json"))) return candidate;
    }
  }
  throw new Error("the migrations of the database (packages/store/migrations) are missing");
}
