import type { Digest, GivenSource } from "@allotment/model";
import type { Actor, WorkerActor } from "../actor.ts";
import type { SealedSecret, SecretFileRecord, SecretOwner, SecretRecord } from "../records.ts";
import type { StoreResult } from "../result.ts";

/** Secrets, sealed to the worker. Anybody who may change the owner can give one; only the worker reads one. */
export interface SecretRepository {
  /**
   * Keeps a secret that somebody gave. An older one of the same name stays readable while a saved
   * configuration or environment names it.
   */
  give(
    actor: Actor,
    params: Readonly<{ owner: SecretOwner; name: string; ciphertext: Uint8Array }>,
  ): Promise<StoreResult<SecretRecord>>;
  /** Without values, by name. */
  list(actor: Actor, params: Readonly<{ owner: SecretOwner }>): Promise<readonly SecretRecord[]>;
  /**
   * With values, those that exist and are whose they have to be: the deployment's own (an option named the id, and an
   * option may name anything) or its environment's (an offer did).
   */
  read(
    actor: WorkerActor,
    params: Readonly<{ deploymentId: string; given: readonly Pick<GivenSource, "given" | "of">[] }>,
  ): Promise<readonly SealedSecret[]>;
  /** With values, those of these ids that were given to this environment: what its offers name. */
  ofEnvironment(
    actor: WorkerActor,
    params: Readonly<{ environmentId: string; ids: readonly string[] }>,
  ): Promise<readonly SealedSecret[]>;
  /** The generated ones of a deployment with values, by name and number: also those that no run has installed yet. */
  generated(actor: WorkerActor, params: Readonly<{ deploymentId: string }>): Promise<readonly SealedSecret[]>;
  /** Keeps a generated secret unless there is one of that name and number: of two, the first is kept and returned to both. */
  keepGenerated(
    actor: WorkerActor,
    params: Readonly<{ deploymentId: string; name: string; number: number; ciphertext: Uint8Array }>,
  ): Promise<SealedSecret>;
  /** Encrypted secret files of a deployment: the newest few of each path. */
  files(actor: WorkerActor, params: Readonly<{ deploymentId: string }>): Promise<readonly SecretFileRecord[]>;
  /** Keeps an encrypted secret file beside the few that were made before it. */
  keepFile(
    actor: WorkerActor,
    params: Readonly<{
      deploymentId: string;
      file: string;
      recipientsDigest: Digest;
      fingerprint: string;
      ciphertext: Uint8Array;
    }>,
  ): Promise<void>;
}
