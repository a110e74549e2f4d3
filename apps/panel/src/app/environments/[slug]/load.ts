import { problemOf, type EnvironmentView } from "@allotment/api";
import { notFound } from "next/navigation";
import { cache } from "react";
import { getCaller, requireProvider } from "../../../server/caller.ts";

/** An environment by its slug, for providers; everybody else and every other slug end at “not found”. */
export const loadEnvironment = cache(async (slug: string): Promise<EnvironmentView> => {
  await requireProvider();
  // What no slug looks like is not found either, and not a mistake of the address bar's owner.
  if (!/^[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?$/.test(slug)) notFound();
  try {
    return await (await getCaller()).environment.get({ slug });
  } catch (error) {
    if (problemOf(error)?.code === "not-found") notFound();
    throw error;
  }
});
