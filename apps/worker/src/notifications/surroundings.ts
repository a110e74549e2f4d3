import type { WorkerKeys } from "@allotment/secrets";
import type { Store, WorkerActor } from "@allotment/store";
import type { MailPatience } from "../mail/transport.ts";
import type { Resolver } from "../names/resolver.ts";

/** What handing messages over needs. */
export interface TellingSurroundings {
  readonly store: Store;
  readonly actor: WorkerActor;
  readonly keys: Pick<WorkerKeys, "open">;
  readonly resolver: Pick<Resolver, "resolveAddress">;
  /** What people open, without a slash at the end. */
  readonly publicUrl: string;
  /** Whether webhooks may be at private addresses and without TLS: of tests. */
  readonly privateWebhooks: boolean;
  readonly mail?: MailPatience;
  readonly webhook?: WebhookPatience;
}

/** How long a receiver may take. */
export interface WebhookPatience {
  /** From the first byte sent to the last one received, in milliseconds; 10 seconds when left out. */
  readonly milliseconds?: number;
  /** Certificates of authorities beside the system's, in PEM: of tests. */
  readonly ca?: string;
}

/** The plain text of a sealed value; null when it cannot be opened. */
export async function openText(
  { keys }: Pick<TellingSurroundings, "keys">,
  ciphertext: Uint8Array | null,
): Promise<string | null> {
  if (ciphertext === null) return null;
  return keys.open(ciphertext).then(
    (bytes) => Buffer.from(bytes).toString("utf8"),
    () => null,
  );
}
