import { Decrypter } from "age-encryption";

/** The value inside an age file could not be had. Says nothing about the value. */
export class CannotOpen extends Error {
  constructor(cause: unknown) {
    super("the secret was sealed for another key, or is damaged", { cause });
    this.name = "CannotOpen";
  }
}

/**
 * Opens an age file.
 *
 * @param identity `AGE-SECRET-KEY-1…`
 * @throws CannotOpen when it was sealed for somebody else, or was changed
 */
export async function openWith(identity: string, ciphertext: Uint8Array): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    return await decrypter.decrypt(ciphertext);
  } catch (error) {
    throw new CannotOpen(error);
  }
}
