import type { Digest } from "@allotment/model";
import type { Instant, Who } from "./common.ts";

/** What a secret belongs to: a deployment of an operator, or an environment of the provider. */
export type SecretOwner =
  | { readonly kind: "deployment"; readonly deploymentId: string }
  | { readonly kind: "environment"; readonly environmentId: string };

/** A secret without its value: all that the panel ever reads. */
export interface SecretRecord {
  /** What `{"$secret": id}` names. */
  readonly id: string;
  readonly owner: SecretOwner;
  /** `slug/role` of a generated one; the address of the option or field of a given one. */
  readonly name: string;
  readonly kind: "generated" | "given";
  /** Which value of a generated one: 1 for the first. */
  readonly number: number;
  readonly createdBy: Who;
  readonly createdAt: Instant;
  /** Since when a newer one of this name exists; null for the newest. */
  readonly replacedAt: Instant | null;
}

/** A secret with its value, sealed to the worker. Only the worker reads it. */
export interface SealedSecret extends SecretRecord {
  /** An age file for the worker's recipient. */
  readonly ciphertext: Uint8Array;
}

/** The encrypted file of one secret file on machines, kept so that an unchanged one is not encrypted again. */
export interface SecretFileRecord {
  readonly deploymentId: string;
  /** Path of the secret file in the description: `slug/role`. */
  readonly file: string;
  /** Digest of the sorted recipients. */
  readonly recipientsDigest: Digest;
  /** Keyed hash of the plain text: tells whether it changed, and nothing else. */
  readonly fingerprint: string;
  readonly ciphertext: Uint8Array;
  readonly createdAt: Instant;
}
