import { resourceType } from "@allotment/catalogue";
import {
  secretPath,
  sumCapacity,
  type BackupConfiguration,
  type BackupRepositoryResult,
  type Configuration,
  type DescribedBackups,
  type DescribedInstance,
  type Generator,
  type ResourceRequirement,
  type SecretFile,
} from "@allotment/model";
import type { PlanInput } from "../input.ts";
import { needOf } from "./groups.ts";
import { offerNamed, type ChosenOffer } from "./offers.ts";
import type { RequiringInstance } from "./requirements.ts";

/** The part of the secret paths that stands for the whole deployment. */
export const deploymentSlug = "deployment";

/** Role of the backup repository within the deployment. */
export const backupRole = "backup";

/** Backups of a deployment with the secrets they bring; nothing when they are switched off. */
export interface BackupParts {
  readonly backups: DescribedBackups | null;
  readonly generators: Readonly<Record<string, Generator>>;
  readonly secrets: Readonly<Record<string, SecretFile>>;
}

/** What a deployment asks of a backup repository: twice the disk that its instances take, since restic keeps history. */
export function backupRequirement(
  configuration: BackupConfiguration,
  instances: readonly RequiringInstance[],
  offers: readonly ChosenOffer[],
): ResourceRequirement {
  const diskGiB = sumCapacity(instances.map((instance) => needOf(instance, offers))).diskGiB;
  const quotaGiB = Math.max(1, 2 * diskGiB);
  return {
    type: "backup-repository",
    need: "required",
    component: "deployment",
    request: { quotaGiB, retention: configuration.retention, encryption: "client-side", locality: "any" },
  };
}

/** The backups of a deployment: one repository, one key, on every machine that has instances. */
export function describeBackups(
  input: PlanInput,
  configuration: Configuration,
  instances: Readonly<Record<string, DescribedInstance>>,
  choice: ChosenOffer | null,
): BackupParts {
  if (!configuration.backups.enabled || choice === null || choice.offer === null)
    return { backups: null, generators: {}, secrets: {} };
  const bound = resourceType("backup-repository").bind({
    deployment: input.deployment,
    slug: deploymentSlug,
    role: backupRole,
    request: choice.requirement.request,
    offer: offerNamed(input.environment, "backup-repository", choice.offer),
    use: choice.use,
    machine: { name: "", ipv4: null, ipv6: null },
    release: input.environment.nixosRelease,
    publicNames: input.environment.publicNames ?? true,
    previous: input.deployed?.backups?.offer === choice.offer ? { ...input.deployed.backups.result } : null,
  });
  const { schedule, time, retention } = configuration.backups;
  const result = bound.result as unknown as BackupRepositoryResult;
  const machines = [
    ...new Set(
      Object.values(instances).flatMap((one) => Object.values(one.components).map((component) => component.machine)),
    ),
  ].sort();
  const file = { machines, owner: "root", group: "root", mode: "0400", restartUnits: [] };
  const { password, accessKeyId, secretAccessKey } = bound.secrets;
  if (!password || !accessKeyId || !secretAccessKey)
    throw new Error("a backup repository brings a password and a key pair");
  return {
    backups: {
      offer: choice.offer,
      quotaGiB: Number(choice.requirement.request["quotaGiB"]),
      schedule,
      time,
      retention,
      result,
    },
    generators: Object.fromEntries(
      Object.entries(bound.generators).map(([role, generator]) => [`${deploymentSlug}/${role}`, generator]),
    ),
    secrets: {
      [`${deploymentSlug}/${backupRole}-password`]: {
        ...file,
        path: secretPath(deploymentSlug, `${backupRole}-password`),
        format: "raw",
        parts: { value: password },
      },
      [`${deploymentSlug}/${backupRole}-env`]: {
        ...file,
        path: secretPath(deploymentSlug, `${backupRole}-env`),
        format: "env",
        parts: { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
      },
    },
  };
}
