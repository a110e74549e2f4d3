import { generateKeyPairSync } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeWorld, type World } from "@allotment/engine/testing";
import type { Configuration, Description, Environment } from "@allotment/model";
import { makePlan, practiceEnvironment, practiceMachines } from "@allotment/planner";
import { sampleConfiguration, sampleInput, sampleInstances } from "@allotment/planner/testing";
import { sealTo, workerKeys, type WorkerKeys } from "@allotment/secrets";
import { migrate } from "../migrate.ts";

/** A prepared data folder with a practice environment whose secrets have known values. */
export interface Scene {
  readonly folder: string;
  readonly world: World;
  readonly keys: WorkerKeys;
  readonly environment: Environment;
  /** Values that nobody but the worker may ever see. */
  readonly secrets: readonly string[];
}

/** Sets the scene. Nothing takes time in it unless `stepMillisecondsMax` says so. */
export async function setScene(stepMillisecondsMax = 0): Promise<Scene> {
  const folder = await mkdtemp(path.join(tmpdir(), "allotment-worker-"));
  await migrate(folder);
  const keys = await workerKeys(folder);
  const hostPublicKeys = Array.from({ length: practiceMachines }, hostKey);
  const unready = practiceEnvironment({ hostPublicKeys, accessKeyId: "pending", secretAccessKey: "pending" });
  const world = await makeWorld(unready, { place: { folder } });
  const secrets = ["AKIAKNOWNVALUE000001", "known-value-of-the-secret-access-key"];
  const [accessKeyId, secretAccessKey] = await Promise.all(
    secrets.map(async (value, index) => {
      const ciphertext = await sealTo(keys.recipient, value);
      const owner = { kind: "environment", environmentId: world.environmentId } as const;
      const given = await world.store.secrets.give(world.provider, { owner, name: `key-${index}`, ciphertext });
      if (!given.ok) throw new Error(given.conflict.code);
      return given.value.id;
    }),
  );
  if (accessKeyId === undefined || secretAccessKey === undefined) throw new Error("secrets are missing");
  const environment: Environment = {
    ...practiceEnvironment({ hostPublicKeys, accessKeyId, secretAccessKey }),
    rehearsal: { seed: 1, stepMillisecondsMax },
  };
  await replaceEnvironment(world, environment);
  return { folder, world, keys, environment, secrets };
}

async function replaceEnvironment({ store, provider, environmentId }: World, document: Environment): Promise<void> {
  const present = await store.environments.currentRevision(provider, { environmentId });
  const saved = await store.environments.save(provider, {
    environmentId,
    basedOnRevisionId: present?.id ?? "",
    document,
    message: "with secrets",
  });
  if (!saved.ok) throw new Error(saved.conflict.code);
}

/** What a configuration leads to in the scene. */
export function descriptionOf(
  { environment }: Scene,
  configuration: Configuration,
  deployed: Description | null = null,
): Description {
  const outcome = makePlan(sampleInput({ configuration, environment, deployed }));
  if (outcome.description === null) throw new Error(JSON.stringify(outcome.diagnostics));
  return outcome.description;
}

/** Mastodon, Pixelfed and PeerTube for a small community. */
export const threeApplications = sampleConfiguration({
  social: sampleInstances.social(50),
  pictures: sampleInstances.pictures(50),
  videos: sampleInstances.videos(50),
});

/** An SSH host key, `ssh-ed25519 AAAA…` (RFC 8709). */
function hostKey(): string {
  const { publicKey } = generateKeyPairSync("ed25519");
  const parts = [Buffer.from("ssh-ed25519"), Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url")];
  const blob = Buffer.concat(parts.flatMap((part) => [Buffer.from([0, 0, 0, part.length]), part]));
  return `ssh-ed25519 ${blob.toString("base64")}`;
}
