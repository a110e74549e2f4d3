/**
 * The git repository of a deployment: a normal one that anybody can clone.
 *
 *   main        what is live, or being made live; one commit per run that got that far
 *   run-<id>    a tag on the commit of each run, also of those that came to nothing
 *
 * A run's commit is made once: its parent is what was live, its date is when the run started, so making it again after a
 * crash gives the same commit. `main` moves when machines start to switch and moves back when they do. Where machines
 * fetch it themselves it never moves back, for they would refuse that: a commit that has the files from before goes on top.
 */
import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import type { CommittedTree } from "@allotment/engine";
import { git } from "./git.ts";

/** Where a deployment's repository is. */
export interface TreeFolders {
  /** The repository with its files. */
  readonly repository: string;
  /** Scratch folder of this deployment; may be deleted at any time. */
  readonly scratch: string;
}

/** What a commit is made of. */
export interface TreeCommit {
  readonly run: string;
  /** First line and body. */
  readonly message: string;
  /** When the run started, in milliseconds since 1970. */
  readonly startedAt: number;
  /** Writes the files into an empty folder. */
  readonly write: (folder: string) => Promise<void>;
}

/** Writes and commits the tree of a run, unless that has been done, and returns it with a folder that holds its files. */
export async function commitTree(folders: TreeFolders, wanted: TreeCommit): Promise<CommittedTree> {
  await prepareRepository(folders.repository);
  const folder = path.join(folders.scratch, wanted.run, "tree");
  const made = await commitOfRun(folders, wanted.run);
  await rm(path.dirname(folder), { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  if (made !== undefined) {
    await fillFolder(folders, made, folder);
    return { folder, commit: made };
  }
  await wanted.write(folder);
  return { folder, commit: await makeCommit(folders, wanted, folder) };
}

/** The tree of a run that was committed before; undefined when it was not. */
export async function treeOfRun(folders: TreeFolders, run: string): Promise<CommittedTree | undefined> {
  if (!existsSync(path.join(folders.repository, ".git"))) return undefined;
  const commit = await commitOfRun(folders, run);
  if (commit === undefined) return undefined;
  const folder = path.join(folders.scratch, run, "tree");
  if (!existsSync(folder)) {
    await mkdir(folder, { recursive: true });
    await fillFolder(folders, commit, folder);
  }
  return { folder, commit };
}

/** Makes a commit what `main` and the files beside it show. */
export async function publishTree(folders: TreeFolders, commit: string): Promise<void> {
  await removeStaleLocks(folders.repository);
  await git(folders.repository, ["reset", "--hard", "--quiet", commit]);
}

/** Puts `main` back to what it was before a run: the parent of the run's commit, or nothing at all. */
export async function unpublishTree(folders: TreeFolders, run: string): Promise<void> {
  const commit = await commitOfRun(folders, run);
  if (commit === undefined || (await liveCommit(folders)) !== commit) return;
  const parent = await git(folders.repository, ["rev-parse", "--verify", "--quiet", `${commit}^`], { mayFail: true });
  if (parent !== undefined) return publishTree(folders, parent);
  await removeStaleLocks(folders.repository);
  await git(folders.repository, ["rm", "-r", "-f", "--quiet", "."]);
  await git(folders.repository, ["update-ref", "-d", "refs/heads/main"]);
}

/**
 * Makes `main` show again what it showed before a run, by a commit on top of the run's: nothing at all when nothing had been
 * live. Done once, however often it is asked.
 */
export async function revertTree(folders: TreeFolders, run: string): Promise<void> {
  const commit = await commitOfRun(folders, run);
  if (commit === undefined || (await liveCommit(folders)) !== commit) return;
  const before = (await revision(folders, `${commit}^^{tree}`)) ?? (await emptyTree(folders));
  const date = (await git(folders.repository, ["show", "--no-patch", "--format=%ct", commit])) ?? "0";
  const env = { GIT_AUTHOR_DATE: `${date} +0000`, GIT_COMMITTER_DATE: `${date} +0000` };
  const message = `Back to what was live before run ${run}`;
  const back = await git(folders.repository, ["commit-tree", before, "-p", commit, "-m", message], { env });
  await publishTree(folders, back ?? "");
}

/** The commit on `main`; undefined when nothing has been live. */
export async function liveCommit(folders: Pick<TreeFolders, "repository">): Promise<string | undefined> {
  if (!existsSync(path.join(folders.repository, ".git"))) return undefined;
  return git(folders.repository, ["rev-parse", "--verify", "--quiet", "refs/heads/main"], { mayFail: true });
}

/** Frees the space of a run that is over. */
export async function forgetScratch(folders: TreeFolders, run: string): Promise<void> {
  await rm(path.join(folders.scratch, run), { recursive: true, force: true });
}

async function revision({ repository }: TreeFolders, name: string): Promise<string | undefined> {
  return git(repository, ["rev-parse", "--verify", "--quiet", name], { mayFail: true });
}

async function emptyTree({ repository }: TreeFolders): Promise<string> {
  return (await git(repository, ["hash-object", "-t", "tree", "-w", "--stdin"])) ?? "";
}

async function prepareRepository(folder: string): Promise<void> {
  if (existsSync(path.join(folder, ".git", "HEAD"))) return;
  await mkdir(folder, { recursive: true });
  await git(folder, ["init", "--quiet", "--initial-branch=main", "--template="]);
}

async function commitOfRun(folders: TreeFolders, run: string): Promise<string | undefined> {
  return git(folders.repository, ["rev-parse", "--verify", "--quiet", `refs/tags/run-${run}^{commit}`], {
    mayFail: true,
  });
}

async function makeCommit(folders: TreeFolders, wanted: TreeCommit, folder: string): Promise<string> {
  const env = {
    GIT_WORK_TREE: folder,
    GIT_DIR: path.join(folders.repository, ".git"),
    GIT_INDEX_FILE: path.join(path.dirname(folder), "index"),
    GIT_AUTHOR_DATE: gitDate(wanted.startedAt),
    GIT_COMMITTER_DATE: gitDate(wanted.startedAt),
  };
  const run = async (argv: readonly string[]) => (await git(folder, argv, { env })) ?? "";
  await run(["add", "--all", "--force", "."]);
  const tree = await run(["write-tree"]);
  const parent = await liveCommit(folders);
  const commit = await run(["commit-tree", tree, ...(parent ? ["-p", parent] : []), "-m", wanted.message]);
  await run(["update-ref", `refs/tags/run-${wanted.run}`, commit]);
  return commit;
}

async function fillFolder(folders: TreeFolders, commit: string, folder: string): Promise<void> {
  const env = {
    GIT_WORK_TREE: folder,
    GIT_DIR: path.join(folders.repository, ".git"),
    GIT_INDEX_FILE: path.join(path.dirname(folder), "index"),
  };
  await git(folder, ["read-tree", commit], { env });
  await git(folder, ["checkout-index", "--all", "--force"], { env });
}

/** A worker that was killed leaves git's locks behind. Whoever calls holds the deployment's lease, so they are nobody's. */
async function removeStaleLocks(repository: string): Promise<void> {
  const locks = ["index.lock", "HEAD.lock", "ORIG_HEAD.lock", "refs/heads/main.lock"];
  await Promise.all(locks.map((lock) => rm(path.join(repository, ".git", lock), { force: true })));
}

function gitDate(milliseconds: number): string {
  return `${Math.floor(milliseconds / 1000)} +0000`;
}
