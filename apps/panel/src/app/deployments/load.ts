import "server-only";
import { problemOf, type DeploymentView } from "@allotment/api";
import { notFound } from "next/navigation";
import { cache } from "react";
import { getCaller, requireSession } from "../../server/caller.ts";

/** The deployment with this short name; the page "there is no such deployment" for what is not there or not visible. */
export const loadDeployment = cache(async (slug: string): Promise<DeploymentView> =>
  orNotFound(async () => {
    await requireSession();
    return (await getCaller()).deployment.get({ slug });
  }),
);

/** What a query gives; the page "not found" when the API says that there is no such thing. */
export async function orNotFound<Value>(query: () => Promise<Value>): Promise<Value> {
  try {
    return await query();
  } catch (error) {
    const code = problemOf(error)?.code;
    if (code === "not-found" || code === "invalid-input") notFound();
    throw error;
  }
}
