import {
  secretPath,
  type BackupRepositoryOffer,
  type BackupRepositoryRequest,
  type BackupRepositoryResult,
} from "@allotment/model";
import { defineResource, frozenName, sharedName } from "../resource.ts";

/** Where the state of one deployment is kept: a bucket of its own, encrypted before it leaves the machine. */
export const backupRepository = defineResource<BackupRepositoryRequest, BackupRepositoryOffer, BackupRepositoryResult>({
  type: "backup-repository",
  withoutOffer: null,
  holdsState: true,
  nameOf: ({ repository }) => repository,
  summary: "A bucket for encrypted backups.",
  refusal: (request, offer, use) => (use.diskGiB + request.quotaGiB > offer.quotaGiB ? "no-space" : null),
  bind: ({ deployment, slug, role, offer, previous }) => {
    if (!offer) throw new Error("backups need an offer");
    const prefix = offer.bucketPrefix ?? "";
    const bucket =
      frozenName(previous, "bucket") ??
      sharedName({ deployment, slug, role }, { separator: "-", lengthMax: 63, prefix });
    const result: BackupRepositoryResult = {
      repository: `s3:${offer.endpoint.replace(/\/+$/, "")}/${bucket}`,
      endpoint: offer.endpoint,
      bucket,
      region: offer.region ?? "us-east-1",
      passwordFile: secretPath(slug, `${role}-password`),
      environmentFile: secretPath(slug, `${role}-env`),
    };
    const pair = `${slug}/${role}-keypair`;
    return {
      result,
      secrets: {
        password: { generated: `${slug}/${role}-password`, output: "value" },
        accessKeyId: { generated: pair, output: "public" },
        secretAccessKey: { generated: pair, output: "private" },
      },
      generators: {
        [`${role}-password`]: { kind: "password", length: 48, purpose: "backup-password", rotation: "never" },
        [`${role}-keypair`]: { kind: "s3-keypair", purpose: "backup-keys", rotation: "never" },
      },
    };
  },
});
