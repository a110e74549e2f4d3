import type { Actor, WorkerActor } from "../actor.ts";
import type { ContactKind, ContactOwner, ContactRecord, MailRelayRecord, SealedMailRelay } from "../records.ts";
import type { StoreResult } from "../result.ts";

/** What the worker needs to know of a contact besides. */
export interface OpenContact extends ContactRecord {
  /** Of webhooks: what deliveries are signed with, as an age file for the worker's recipient. */
  readonly ciphertext: Uint8Array | null;
  /** What a test mail says. */
  readonly code: string | null;
}

/** Who is told. The provider's contacts are for providers; an operator's for its owners, and for providers to see. */
export interface ContactRepository {
  /** By kind and address. Members see those of their operators. */
  list(actor: Actor, params: ContactOwner): Promise<readonly ContactRecord[]>;
  get(actor: Actor, params: Readonly<{ contactId: string }>): Promise<ContactRecord | null>;
  /** Adds a contact and writes its first test message. `taken` when the owner has it already. */
  create(
    actor: Actor,
    params: ContactOwner & Readonly<{ kind: ContactKind; address: string; ciphertext: Uint8Array | null }>,
  ): Promise<StoreResult<ContactRecord>>;
  /** Writes another test message, with a new code; switches a contact on again that was switched off. */
  test(actor: Actor, params: Readonly<{ contactId: string }>): Promise<StoreResult<ContactRecord>>;
  /**
   * Takes a code that somebody read in a test mail. Without an account: whoever gets the mail may have none. `code-invalid`
   * for a wrong one, an old one, and after too many wrong ones.
   */
  verify(actor: Actor, params: Readonly<{ contactId: string; code: string }>): Promise<StoreResult<ContactRecord>>;
  remove(actor: Actor, params: Readonly<{ contactId: string }>): Promise<StoreResult<null>>;
  /** For sending. */
  open(actor: WorkerActor, params: Readonly<{ contactId: string }>): Promise<OpenContact | null>;
  /** How mail leaves the installation; null while nobody said. For providers, the worker and the system. */
  relay(actor: Actor): Promise<MailRelayRecord | null>;
  /** Says how mail leaves the installation. A password that is left out stays as it is. Providers only. */
  setRelay(
    actor: Actor,
    params: Readonly<
      Pick<MailRelayRecord, "host" | "port" | "security" | "username" | "sender"> & { ciphertext?: Uint8Array | null }
    >,
  ): Promise<StoreResult<MailRelayRecord>>;
  /** With the sealed password. */
  openRelay(actor: WorkerActor): Promise<SealedMailRelay | null>;
}
