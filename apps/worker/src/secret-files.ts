import { nothingSwitched, type RunSubject, type StepFailure } from "@allotment/engine";
import {
  encryptFiles,
  generateMissing,
  givenSecrets,
  openValues,
  wantedValues,
  type WorkerKeys,
} from "@allotment/secrets";
import type { Store, WorkerActor } from "@allotment/store";
import type { Diagnostic } from "@allotment/model";
import { machineTokens } from "./machine-tokens.ts";

/** Encrypted files by path in the tree, or why there are not all of them. */
export type SecretFiles = Readonly<Record<string, Uint8Array>> | { readonly failure: StepFailure };

/**
 * Makes the generated secrets that do not exist yet, and the encrypted files of a tree. Values are at hand only in here.
 * Unchanged files keep their ciphertext.
 */
export async function secretFilesOf(
  store: Store,
  actor: WorkerActor,
  keys: WorkerKeys,
  { run: { deploymentId }, description }: RunSubject,
): Promise<SecretFiles> {
  const { generators } = description;
  const present = await store.secrets.generated(actor, { deploymentId });
  const missing = await generateMissing(generators, { present, recipient: keys.recipient });
  const made = await Promise.all(
    missing.map((secret) => store.secrets.keepGenerated(actor, { deploymentId, ...secret })),
  );
  const given = await store.secrets.read(actor, { deploymentId, given: givenSecrets(description) });
  const values = await openValues(keys, { generated: wantedValues(generators, [...present, ...made]), given });
  const kept = await store.secrets.files(actor, { deploymentId });
  const { tree, changed, diagnostics } = await encryptFiles(description, { keys, values, kept });
  const first = diagnostics[0];
  if (first !== undefined) return { failure: incomplete(first) };
  // Before machines are shown a tree that has their tokens.
  await store.pull.keepTokens(actor, { deploymentId, tokens: machineTokens(description, values) });
  for (const file of changed) await store.secrets.keepFile(actor, { deploymentId, ...file });
  return tree;
}

function incomplete({ code, address }: Diagnostic): StepFailure {
  return {
    code: "secrets-incomplete",
    params: { reason: code, address },
    whoseTurn: ["host-key-unusable", "recovery-key-unusable"].includes(code) ? "provider" : "community",
    unharmed: nothingSwitched,
    retryable: false,
  };
}
