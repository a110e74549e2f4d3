/**
 * The public half: what may run where nothing can be read back. It imports nothing else of this package.
 */
import { Encrypter } from "age-encryption";

/**
 * Seals a value so that only the worker can open it.
 *
 * @param recipient the worker's public key (`age1…`), as it published it
 * @returns an age file
 * @throws Error when the recipient is not one
 */
export async function sealTo(recipient: string, plaintext: string | Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(plaintext);
}

/** Whether something can be sealed to this text: a whole age recipient, its check characters included. */
export function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}
