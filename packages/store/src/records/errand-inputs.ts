import type { Slug } from "@allotment/model";
import type { OfferReference } from "./errand.ts";

/** Where a machine answers. */
export interface MachineAddress {
  /** Name in the environment; also that of one which is not saved yet. */
  readonly machine: string;
  /** IPv4 or IPv6 address. */
  readonly address: string;
  readonly port: number;
}

/** How the worker logs in on it, and what it must be. */
export interface MachineLogin extends MachineAddress {
  readonly user: string;
  /** `ssh-ed25519 AAAA…`: the only key that is accepted. */
  readonly hostPublicKey: string;
}

/** What each kind of errand is given. Kept in clear, so no secret: those of an offer are opened in the worker. */
export interface ErrandInputs {
  /** Asks a machine for its host key, so that a person can compare it. Logs in nowhere. */
  readonly "machine-scan": MachineAddress;
  /** Logs in as a deployment would, and reads what the machine is. */
  readonly "machine-test": MachineLogin;
  /** Sends one mail, and looks at what receivers look at in the DNS. */
  readonly "mail-test": Readonly<{
    offer: OfferReference;
    /** Who gets it. */
    to: string;
    /** Domain that it is sent for. */
    senderDomain: string;
    /** Name of the DKIM key in the DNS; null when nobody said. */
    dkimSelector: string | null;
  }>;
  /** Sends one mail by the relay of the installation. */
  readonly "relay-test": Readonly<{ to: string }>;
  /** Makes, reads and deletes one object. */
  readonly "storage-test": Readonly<{
    offer: OfferReference;
    /** A bucket that is there; null: one is made for the test and deleted. */
    bucket: string | null;
  }>;
  /** Looks whether a zone is delegated and answers. */
  readonly "dns-test": Readonly<{ offer: OfferReference; zone: string }>;
  /** Looks at everything that a deployment needs in the DNS, and has a run that waits for it go on. */
  readonly "names-check": Readonly<{ planId: string }>;
  /** Seals the first administrator's password of an instance for a browser. */
  readonly reveal: Readonly<{
    instance: Slug;
    /** `age1…`, made by the browser for this one view. */
    recipient: string;
  }>;
}
