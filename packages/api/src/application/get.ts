import { applications } from "@allotment/catalogue";
import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { signedIn } from "../trpc.ts";
import type { ApplicationView } from "./view.ts";

/** One application: manifest, options schema, upgrade rules. Also one that only a provider may choose: it may run for others. */
export const get = signedIn
  .input(z.object({ application: z.string().max(40) }))
  .query(({ input: { application } }): ApplicationView => {
    const module = found(applications.find(({ id }) => id === application));
    const { id, manifest, version, optionsSchema, upgrades } = module;
    return { id, manifest, version, optionsSchema, upgrades };
  });
