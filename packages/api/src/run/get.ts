import { findApplication } from "@allotment/catalogue";
import { z } from "zod";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { findRun } from "./find-run.ts";
import type { RunDetails, RunResult } from "./view.ts";

/** One run with the truth per machine, and what it ends with. */
export const get = signedIn.input(z.object({ runId: id })).query(async ({ ctx, input }): Promise<RunDetails> => {
  const run = await findRun(ctx, ctx.actor, input.runId);
  const machines = await ctx.store.runs.machines(ctx.actor, input);
  const description = run.state === "succeeded" ? await ctx.plans.reader.description(run.planId) : null;
  const results = Object.entries(description?.instances ?? {}).map(([instance, described]): RunResult => {
    const manifest = findApplication(described.application)?.manifest;
    return {
      instance,
      application: described.application,
      name: manifest?.name ?? described.application,
      url: `https://${described.domains.web}/`,
      firstAdministrator: described.firstAdministrator?.username ?? null,
      checklist: manifest?.checklist ?? [],
    };
  });
  return {
    ...run,
    machines: machines.map(({ machine, outcome, generation }) => ({ machine, outcome, generation })),
    results,
  };
});
