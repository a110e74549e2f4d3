import { recommendedOptions, type OptionValues } from "@allotment/catalogue";
import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { signedIn } from "../trpc.ts";
import { visibleApplications } from "./view.ts";

const input = z.object({
  application: z.string().max(40),
  expectedActiveUsers: z.number().int().min(1).max(10_000_000),
});

/** Options to start with for a community of this size. What only a person can say is left out. */
export const recommend = signedIn
  .input(input)
  .query(({ ctx: { actor }, input: { application, expectedActiveUsers } }): OptionValues =>
    recommendedOptions(found(visibleApplications(actor).find(({ id }) => id === application)), expectedActiveUsers),
  );
