import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { signedIn } from "../trpc.ts";
import { visibleApplications, type ApplicationView } from "./view.ts";

/** One application: manifest, options schema, upgrade rules. */
export const get = signedIn
  .input(z.object({ application: z.string().max(40) }))
  .query(({ ctx: { actor }, input: { application } }): ApplicationView => {
    const module = found(visibleApplications(actor).find(({ id }) => id === application));
    const { id, manifest, version, optionsSchema, upgrades } = module;
    return { id, manifest, version, optionsSchema, upgrades };
  });
