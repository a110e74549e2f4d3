import type { Claimable } from "@allotment/store";
import { applicationName } from "../view/application-name.ts";

/** The first administrator of one instance, and the link by which somebody becomes it. */
export interface ClaimView {
  readonly instance: string;
  /** Name of the application. */
  readonly name: string;
  readonly url: string;
  readonly username: string;
  /** `none`: no link was made yet. `used`: somebody was shown the password. */
  readonly state: "none" | "open" | "used" | "expired";
  readonly createdAt: string | null;
  readonly expiresAt: string | null;
  readonly usedAt: string | null;
}

/** @param now ISO 8601 */
export function claimView({ instance, application, host, username, claim }: Claimable, now: string): ClaimView {
  return {
    instance,
    name: applicationName(application),
    url: `https://${host}/`,
    username,
    state: stateOf(claim, now),
    createdAt: claim?.createdAt ?? null,
    expiresAt: claim?.expiresAt ?? null,
    usedAt: claim?.usedAt ?? null,
  };
}

function stateOf(claim: Claimable["claim"], now: string): ClaimView["state"] {
  if (claim === null) return "none";
  if (claim.usedAt !== null) return "used";
  return claim.expiresAt <= now ? "expired" : "open";
}
