import { errorAt, type Environment } from "@allotment/model";
import type { Store } from "@allotment/store";
import { z } from "zod";
import { ApiError } from "../errors/api-error.ts";
import { recipientOf } from "../secret/recipient.ts";
import { secretAddresses, type PendingSecrets } from "./pending-secrets.ts";

/** Values of secrets by address, e.g. `offers.smtp.relay.password`. Sealed to the worker; never kept otherwise. */
export const secretsInput = z
  .record(z.string().max(200), z.string().min(1).max(16_384))
  .refine((secrets) => Object.keys(secrets).length <= 200)
  .default({});

/** The recipient for these secrets; null when there are none. @throws ApiError for an address that takes no secret */
export async function recipientFor(
  store: Store,
  document: Environment,
  secrets: PendingSecrets,
): Promise<string | null> {
  const known = new Set(secretAddresses(document));
  const unknown = Object.keys(secrets).filter((address) => !known.has(address));
  if (unknown.length > 0) {
    throw new ApiError("invalid-document", {
      diagnostics: unknown.map((address) => errorAt(address, "unknown-field")),
    });
  }
  return Object.keys(secrets).length === 0 ? null : recipientOf(store);
}
