import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { RunSubject, RunTrees, TreeOutcome } from "@allotment/engine";
import { orchestratorTraits } from "@allotment/model";
import { renderTree, type Library } from "@allotment/nix-output";
import { treeMarker, writeTree } from "@allotment/nix-output/write";
import {
  commitTree,
  forgetScratch,
  publishTree,
  revertTree,
  treeOfRun,
  unpublishTree,
  type TreeFolders,
} from "@allotment/orchestrators";
import type { WorkerKeys } from "@allotment/secrets";
import type { Store, WorkerActor } from "@allotment/store";
import { secretFilesOf } from "./secret-files.ts";

/** What the trees of deployments are made with. */
export interface TreeSurroundings {
  readonly store: Store;
  readonly actor: WorkerActor;
  readonly keys: WorkerKeys;
  readonly library: Library;
  readonly dataFolder: string;
}

/** The git repositories of deployments, `trees/<slug>` in the data folder. */
export function createTrees(surroundings: TreeSurroundings): RunTrees {
  const foldersOf = (subject: RunSubject): TreeFolders => ({
    repository: path.join(surroundings.dataFolder, "trees", subject.deployment),
    scratch: path.join(surroundings.dataFolder, "work", subject.deployment),
  });
  return {
    make: (subject) => make(surroundings, foldersOf(subject), subject),
    find: (subject) => treeOfRun(foldersOf(subject), subject.run.id),
    publish: (subject, tree) => publishTree(foldersOf(subject), tree.commit),
    unpublish: (subject) => takeBack(subject)(foldersOf(subject), subject.run.id),
    forget: (subject) => forgetScratch(foldersOf(subject), subject.run.id),
  };
}

// Machines that fetch the tree themselves refuse a branch that moves back.
function takeBack({ description }: RunSubject): typeof unpublishTree {
  return orchestratorTraits[description.orchestrator].machinesPull ? revertTree : unpublishTree;
}

async function make(
  { store, actor, keys, library }: TreeSurroundings,
  folders: TreeFolders,
  subject: RunSubject,
): Promise<TreeOutcome> {
  const secrets = await secretFilesOf(store, actor, keys, subject);
  if (isFailure(secrets)) return secrets;
  const { run, plan, description } = subject;
  const revision = await store.revisions.get(actor, { revisionId: plan.configurationRevisionId });
  return commitTree(folders, {
    run: run.id,
    message: `Revision ${revision?.number ?? "unknown"} of ${subject.deployment}\n\nRun: ${run.id}\nPlan: ${plan.id}`,
    startedAt: Date.parse(run.startedAt),
    write: async (folder) => {
      await writeTree(renderTree({ description, library }), folder);
      // The folder is thrown away after the commit, so nobody needs to know later which files were ours.
      await rm(path.join(folder, treeMarker));
      for (const [file, ciphertext] of Object.entries(secrets)) {
        await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
        await writeFile(path.join(folder, file), ciphertext);
      }
    },
  });
}

function isFailure(
  files: Awaited<ReturnType<typeof secretFilesOf>>,
): files is Extract<typeof files, { failure: object }> {
  return "failure" in files;
}
