import { system } from "@allotment/store";
import { z } from "zod";
import { token } from "../inputs.ts";
import { anybody } from "../trpc.ts";
import { applicationName } from "../view/application-name.ts";

/** What a link leads to, before anything is shown. */
export interface ClaimPage {
  /** Name of the application. */
  readonly name: string;
  readonly url: string;
  readonly username: string;
  readonly expiresAt: string;
}

/** What a link leads to; null when it was used, renewed, is too old, or never was. Looking uses nothing up. */
export const get = anybody
  .input(z.object({ token }))
  .query(async ({ ctx: { store }, input }): Promise<ClaimPage | null> => {
    const open = await store.claims.find(system, input);
    if (open === null) return null;
    const { application, host, username, claim } = open;
    return { name: applicationName(application), url: `https://${host}/`, username, expiresAt: claim.expiresAt };
  });
