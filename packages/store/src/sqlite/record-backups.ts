import type { Description } from "@allotment/model";
import { eq } from "drizzle-orm";
import { backupRepository, keypair } from "../schema/index.ts";
import type { Context } from "./context.ts";

/** Records where the deployment's backups go, from the description that was just made true, inside a transaction. */
export function recordBackups({ db, now, newId }: Context, deploymentId: string, { backups }: Description): void {
  const own = eq(backupRepository.deploymentId, deploymentId);
  if (backups === null) {
    db.update(backupRepository).set({ disabledAt: now() }).where(own).run();
    return;
  }
  const { endpoint, region, bucket, environmentFile, passwordFile } = backups.result;
  const { offer, schedule, time, retention } = backups;
  const facts = { offer, schedule, time, retention, endpoint, region, bucket, disabledAt: null, updatedAt: now() };
  const row = db
    .insert(backupRepository)
    .values({ id: newId(), deploymentId, ...facts })
    .onConflictDoUpdate({ target: backupRepository.deploymentId, set: facts })
    .returning()
    .get();
  const files = { storage: environmentFile, encryption: passwordFile } as const;
  for (const purpose of ["storage", "encryption"] as const) {
    const secrets = [files[purpose]];
    db.insert(keypair)
      .values({ id: newId(), backupRepositoryId: row.id, purpose, secrets, createdAt: now() })
      .onConflictDoUpdate({ target: [keypair.backupRepositoryId, keypair.purpose], set: { secrets } })
      .run();
  }
}
