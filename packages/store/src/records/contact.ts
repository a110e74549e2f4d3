import type { Instant, Who } from "./common.ts";

/** How somebody is told. */
export type ContactKind = "mail" | "webhook";

/** Somebody, or some program, that is told when there is something to tell. */
export interface ContactRecord {
  readonly id: string;
  /** Whose it is; null for the provider's. */
  readonly operatorId: string | null;
  readonly kind: ContactKind;
  /** Mail address or URL. */
  readonly address: string;
  readonly createdBy: Who;
  readonly createdAt: Instant;
  /** When the last test message was asked for. */
  readonly testedAt: Instant | null;
  /**
   * When a test message was seen to arrive: somebody entered its code, or the receiver answered. Nobody else is told
   * anything: an address that is mistyped belongs to a stranger.
   */
  readonly verifiedAt: Instant | null;
  /** When something was delivered last, as far as the other side's answer says. */
  readonly lastSentAt: Instant | null;
  /** Since when nothing could be delivered; null while deliveries succeed. */
  readonly failingSince: Instant | null;
  /** Since when it is switched off because deliveries failed for days; null while it is on. */
  readonly disabledAt: Instant | null;
}

/** Whose contacts. */
export interface ContactOwner {
  /** Null: the provider's. */
  readonly operatorId: string | null;
}

/** How mail leaves this installation. */
export interface MailRelayRecord {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte, `starttls` before anything is said, or `none`. */
  readonly security: "tls" | "starttls" | "none";
  readonly username: string | null;
  /** Whether there is a password. Its value is never read back. */
  readonly hasPassword: boolean;
  /** Address that mail comes from. */
  readonly sender: string;
  readonly updatedAt: Instant;
}

/** The relay with its password, sealed to the worker. */
export interface SealedMailRelay extends MailRelayRecord {
  /** An age file for the worker's recipient; null without a password. */
  readonly ciphertext: Uint8Array | null;
}
