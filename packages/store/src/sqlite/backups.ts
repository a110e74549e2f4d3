import { asc, desc, eq } from "drizzle-orm";
import type { BackupRepository } from "../repositories/backups.ts";
import { backupRepository, keypair, snapshot } from "../schema/index.ts";
import { type Context, read } from "./context.ts";
import { visibleDeployment } from "./visible.ts";

/** The repository of backup repositories over SQLite. */
export function backupsRepository(context: Context): BackupRepository {
  return {
    repository: (actor, { deploymentId }) =>
      read(context, (db) => {
        if (!visibleDeployment(context, actor, deploymentId)) return null;
        const own = eq(backupRepository.deploymentId, deploymentId);
        const row = db.select().from(backupRepository).where(own).get();
        if (!row) return null;
        const of = eq(keypair.backupRepositoryId, row.id);
        const keypairs = db.select().from(keypair).where(of).orderBy(asc(keypair.purpose)).all();
        return { ...row, keypairs: keypairs.map(({ backupRepositoryId: _, ...facts }) => facts) };
      }),
    snapshots: (actor, { deploymentId }) =>
      read(context, (db) => {
        if (!visibleDeployment(context, actor, deploymentId)) return [];
        return db
          .select()
          .from(snapshot)
          .innerJoin(backupRepository, eq(backupRepository.id, snapshot.backupRepositoryId))
          .where(eq(backupRepository.deploymentId, deploymentId))
          .orderBy(desc(snapshot.takenAt))
          .all()
          .map((row) => row.snapshot);
      }),
  };
}
