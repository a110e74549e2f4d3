import { trpc } from "../../../client/trpc.ts";

/** What is shown once. */
export interface Credential {
  readonly username: string;
  readonly email: string | null;
  readonly password: string;
}

/** The credential, or why there is none. */
export type RevealOutcome =
  { readonly credential: Credential } | { readonly problem: { readonly summary: string; readonly next: string } };

/** Time between two looks for the answer. */
const lookEveryMilliseconds = 1000;

/**
 * Makes a key for this one view, has the worker seal the credential to it, opens that, and has it forgotten. The key
 * never leaves the page.
 *
 * @throws the API's error when the link cannot be used
 */
export async function reveal(token: string): Promise<RevealOutcome> {
  const { Decrypter, generateX25519Identity, identityToRecipient } = await import("age-encryption");
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const { errandId } = await trpc.claim.reveal.mutate({ token, recipient });
  for (;;) {
    const { state, sealed, problem } = await trpc.claim.result.query({ token, errandId });
    if (problem) return { problem };
    if (state === "done" && sealed !== null) {
      const decrypter = new Decrypter();
      decrypter.addIdentity(identity);
      const text = await decrypter.decrypt(bytesOf(sealed), "text");
      // What is not forgotten now is forgotten in ten minutes.
      await trpc.claim.forget.mutate({ token, errandId }).catch(() => null);
      return { credential: JSON.parse(text) as Credential };
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMilliseconds));
  }
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
