import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import type { StepContext } from "@allotment/engine";
import { rootsFolder, type Setup } from "./setup.ts";

/** Lets go of the systems of some runs of a deployment: Nix may throw them away when it needs room. */
export async function forgetRoots(
  setup: Pick<Setup, "folder">,
  context: Pick<StepContext, "environmentId" | "deployment">,
  isOver: (run: string) => boolean,
): Promise<void> {
  const folder = rootsFolder(setup, context);
  const runs = await readdir(folder).catch((): string[] => []);
  await Promise.all(runs.filter(isOver).map((run) => rm(path.join(folder, run), { recursive: true, force: true })));
}
