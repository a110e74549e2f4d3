import { z } from "zod";
import { id, slug } from "../inputs.ts";

/** A host name of the DNS, in lower case. */
export const hostName = z
  .string()
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/, { error: "not-a-host" });

/** Where a machine answers. The environment is left out while it is being made. */
export const machineAddress = z.object({
  environmentId: id.optional(),
  machine: slug,
  address: z.union([z.ipv4(), z.ipv6()], { error: "not-an-address" }),
  port: z.int().min(1).max(65_535).default(22),
});

/** The same, with how the worker logs in. */
export const machineLogin = machineAddress.extend({
  user: z
    .string()
    .max(32)
    .regex(/^[a-z_][a-z0-9_-]*$/)
    .default("root"),
  hostPublicKey: z.string().regex(/^ssh-ed25519 [A-Za-z0-9+/]{68}$/),
});

/** An offer that is saved in an environment. */
export const savedOffer = z.object({ environmentId: id, offer: slug });
