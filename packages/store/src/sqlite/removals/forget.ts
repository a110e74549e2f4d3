import type { Description } from "@allotment/model";
import { and, eq, isNull } from "drizzle-orm";
import type { RemovalBackup, ReleasedHost } from "../../records.ts";
import {
  backupRepository,
  check,
  claim,
  domain,
  machineClaim,
  machineToken,
  pullReport,
  secret,
  secretFile,
} from "../../schema/index.ts";
import type { Context } from "../context.ts";
import { revokeClaims } from "../revoke-claims.ts";

/** Gives the host names of a deployment back, permanent ones too. Inside a transaction. */
export function releaseHosts({ db }: Context, deploymentId: string): ReleasedHost[] {
  const rows = db.delete(domain).where(eq(domain.deploymentId, deploymentId)).returning().all();
  return rows
    .map(({ host, kinds, instance, frozenAt }) => ({ host, kinds, instance, federated: frozenAt !== null }))
    .toSorted((a, b) => a.host.localeCompare(b.host, "en"));
}

/** Frees machines, and forgets by what they were known. Backups are no longer taken. Inside a transaction. */
export function freeMachines({ db, now }: Context, deploymentId: string): void {
  // With the looks at them: what they run next is somebody else's. What was observed stays until it is too old.
  for (const table of [machineClaim, machineToken, pullReport, check]) {
    db.delete(table).where(eq(table.deploymentId, deploymentId)).run();
  }
  db.update(backupRepository).set({ disabledAt: now() }).where(eq(backupRepository.deploymentId, deploymentId)).run();
}

/** Ends all links for first administrators. @returns how many could still be used */
export function endLinks(context: Context, deploymentId: string): number {
  const open = and(eq(claim.deploymentId, deploymentId), isNull(claim.revokedAt));
  const rows = context.db.select().from(claim).where(open).all();
  for (const instance of new Set(rows.map((row) => row.instance))) revokeClaims(context, { deploymentId, instance });
  const at = context.now();
  return rows.filter(({ usedAt, expiresAt }) => usedAt === null && expiresAt > at).length;
}

/**
 * Forgets the values of a deployment's secrets, given and generated, and their encrypted files. Those that open its
 * backups stay where a last backup was wanted: without them it would be of no use to anybody.
 */
export function forgetSecrets(
  { db }: Context,
  deploymentId: string,
  params: Readonly<{ lived: Description | null; backup: RemovalBackup | null }>,
): { readonly forgotten: string[]; readonly kept: string[] } {
  db.delete(secretFile).where(eq(secretFile.deploymentId, deploymentId)).run();
  const keys = new Set(params.backup === "take" && params.lived ? backupKeys(params.lived) : []);
  const rows = db.select().from(secret).where(eq(secret.deploymentId, deploymentId)).all();
  const opensBackup = ({ kind, name }: (typeof rows)[number]) => kind === "generated" && keys.has(name);
  for (const row of rows.filter((one) => !opensBackup(one))) db.delete(secret).where(eq(secret.id, row.id)).run();
  const names = (some: typeof rows) => [...new Set(some.map(({ name }) => name))].toSorted();
  return { forgotten: names(rows.filter((row) => !opensBackup(row))), kept: names(rows.filter(opensBackup)) };
}

/** Names of the generated secrets that are in the files by which backups are reached and read. */
function backupKeys({ backups, secrets }: Description): string[] {
  if (backups === null) return [];
  const { passwordFile, environmentFile } = backups.result;
  return Object.values(secrets)
    .filter(({ path }) => path === passwordFile || path === environmentFile)
    .flatMap(({ parts }) => Object.values(parts))
    .flatMap((source) => ("generated" in source ? [source.generated] : []));
}
