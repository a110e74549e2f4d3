import type { ErrandCheck } from "./errand.ts";

/** What was looked at, in order. */
export interface CheckedResult {
  /** Whether nothing stands in the way: no check is `wrong`. */
  readonly ok: boolean;
  readonly checks: readonly ErrandCheck[];
}

/** A host key as a person compares it with what `ssh-keygen -l` prints on the machine itself. */
export interface ScannedKey {
  readonly hostPublicKey: string;
  /** `SHA256:…`. */
  readonly fingerprint: string;
}

/** What a machine is, for the fields of its offer. Null where it did not say. */
export interface MachineFacts {
  readonly kernel: string | null;
  readonly nixos: boolean | null;
  readonly nixVersion: string | null;
  readonly memoryMiB: number | null;
  readonly cpuCores: number | null;
  readonly diskGiB: number | null;
  readonly diskFreeGiB: number | null;
}

/** What was to be shown once: an age file for the browser's key, or why there is none. */
export type Revealed =
  | { readonly sealed: string; readonly problem: null }
  | {
      readonly sealed: null;
      /** `command-failed`: the application made no administrator. The others: the machine could not be reached. */
      readonly problem: "unreachable" | "wrong-host-key" | "refused" | "timeout" | "command-failed" | "not-there";
    };

/** What each kind of errand answers with. Never a secret, unless sealed to a key that is not here. */
export interface ErrandResults {
  readonly "machine-scan": CheckedResult & { readonly key: ScannedKey | null };
  readonly "machine-test": CheckedResult & { readonly facts: MachineFacts | null };
  readonly "mail-test": CheckedResult;
  readonly "relay-test": CheckedResult;
  readonly "storage-test": CheckedResult;
  readonly "dns-test": CheckedResult;
  readonly "names-check": CheckedResult;
  readonly reveal: Revealed;
}
