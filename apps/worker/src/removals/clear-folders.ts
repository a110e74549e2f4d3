import { rm } from "node:fs/promises";
import path from "node:path";
import { orchestratorTraits } from "@allotment/model";

/**
 * Takes away what the worker keeps of a deployment: the repository of its trees, which holds its encrypted secrets, and what
 * orchestrators keep by its environment and name. Nothing is there the second time.
 */
export async function clearFolders(
  dataFolder: string,
  { slug, environmentId }: Readonly<{ slug: string; environmentId: string }>,
): Promise<void> {
  const kept = Object.keys(orchestratorTraits).map((orchestrator) => [orchestrator, environmentId, slug]);
  for (const parts of [["trees", slug], ["work", slug], ...kept]) {
    await rm(path.join(dataFolder, ...parts), { recursive: true, force: true });
  }
}
