/**
 * Secrets: made, sealed to the worker, opened by the worker, and encrypted for the machines that need them. Only the
 * worker imports this; the panel's side imports `@allotment/secrets/seal`, which can open nothing.
 */
export { type Composed, composeFile } from "./compose.ts";
export { type EncryptedFile, type EncryptedFiles, encryptedPath, encryptFiles } from "./encrypt-files.ts";
export { type GeneratedValues, generate, newPassword } from "./generate.ts";
export { identityFileName, keysOf, type WorkerKeys, workerKeys } from "./identity.ts";
export { CannotOpen } from "./open.ts";
export { sealTo } from "./seal.ts";
export { sshRecipient } from "./ssh-recipient.ts";
export { sshKeyFile, workerSshKey, type WorkerSshKey } from "./worker-ssh-key.ts";
export {
  generateMissing,
  givenSecrets,
  type NewSecret,
  openValues,
  type Sealed,
  type SealedGiven,
  type SecretValues,
  wantedValues,
} from "./values.ts";
