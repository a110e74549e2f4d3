import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { git } from "./git.ts";
import {
  commitTree,
  forgetScratch,
  liveCommit,
  publishTree,
  revertTree,
  treeOfRun,
  unpublishTree,
  type TreeFolders,
} from "./repository.ts";

let root: string;
let folders: TreeFolders;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "allotment-trees-"));
  folders = { repository: path.join(root, "choir"), scratch: path.join(root, "scratch") };
});
afterEach(() => rm(root, { recursive: true }));

function commit(run: string, files: Readonly<Record<string, string>>) {
  return commitTree(folders, {
    run,
    message: `Revision 1\n\nRun: ${run}`,
    startedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
    write: async (folder) => {
      for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
    },
  });
}

async function cloned(): Promise<string> {
  const clone = await mkdtemp(path.join(root, "clone-"));
  await git(root, ["clone", "--quiet", folders.repository, clone]);
  return clone;
}

describe("the repository of a deployment", () => {
  it("can be cloned, with one commit per run by Allotment", async () => {
    await publishTree(folders, (await commit("one", { "flake.nix": "{ }", "deployment.json": "1" })).commit);
    await publishTree(folders, (await commit("two", { "deployment.json": "2" })).commit);
    const clone = await cloned();
    expect(await readFile(path.join(clone, "deployment.json"), "utf8")).toBe("2");
    expect(existsSync(path.join(clone, "flake.nix"))).toBe(false);
    const log = await git(clone, ["log", "--format=%an|%aI|%s|%b"]);
    expect(log?.split("\n").filter((line) => line !== "")).toEqual([
      "Allotment|2026-01-02T03:04:05+00:00|Revision 1|Run: two",
      "Allotment|2026-01-02T03:04:05+00:00|Revision 1|Run: one",
    ]);
    expect(await git(clone, ["status", "--porcelain"])).toBe("");
    expect(await git(folders.repository, ["status", "--porcelain"])).toBe("");
  });

  it("makes the commit of a run once, however often it is asked", async () => {
    const first = await commit("one", { a: "1" });
    await publishTree(folders, first.commit);
    await writeFile(path.join(folders.repository, ".git", "index.lock"), "");
    const again = await commit("one", { a: "something else" });
    expect(again).toEqual(first);
    expect(await readFile(path.join(again.folder, "a"), "utf8")).toBe("1");
    await publishTree(folders, again.commit);
    expect(await git(folders.repository, ["rev-list", "--count", "--all"])).toBe("1");
  });

  it("gives the same commit when a killed run makes it again", async () => {
    const first = await commit("one", { a: "1" });
    await git(folders.repository, ["update-ref", "-d", "refs/tags/run-one"]);
    expect((await commit("one", { a: "1" })).commit).toBe(first.commit);
  });

  it("shows what was live again after a run went back", async () => {
    await publishTree(folders, (await commit("one", { a: "1" })).commit);
    const live = await liveCommit(folders);
    await publishTree(folders, (await commit("two", { a: "2", b: "2" })).commit);
    await unpublishTree(folders, "two");
    await unpublishTree(folders, "two");
    expect(await liveCommit(folders)).toBe(live);
    expect((await readdir(folders.repository)).sort()).toEqual([".git", "a"]);
    expect(await git(folders.repository, ["rev-list", "--count", "--all"])).toBe("2");
  });

  it("is empty again when the first run went back, and takes the next one", async () => {
    await publishTree(folders, (await commit("one", { a: "1" })).commit);
    await unpublishTree(folders, "one");
    expect(await liveCommit(folders)).toBeUndefined();
    expect(await readdir(folders.repository)).toEqual([".git"]);
    await publishTree(folders, (await commit("two", { a: "2" })).commit);
    expect(await readFile(path.join(await cloned(), "a"), "utf8")).toBe("2");
  });

  it("goes on to what was live before where it may not move back, once", async () => {
    await publishTree(folders, (await commit("one", { a: "1" })).commit);
    const failed = (await commit("two", { a: "2", b: "2" })).commit;
    await publishTree(folders, failed);
    await revertTree(folders, "two");
    const live = await liveCommit(folders);
    await revertTree(folders, "two");
    expect(await liveCommit(folders)).toBe(live);
    expect(await git(folders.repository, ["merge-base", "--is-ancestor", failed, "main"])).toBe("");
    expect((await readdir(folders.repository)).sort()).toEqual([".git", "a"]);
    expect(await readFile(path.join(folders.repository, "a"), "utf8")).toBe("1");
    const next = (await commit("three", { a: "3" })).commit;
    expect(await git(folders.repository, ["rev-parse", `${next}^`])).toBe(live);
  });

  it("goes on to nothing when the first run went back", async () => {
    const first = (await commit("one", { a: "1" })).commit;
    await publishTree(folders, first);
    await revertTree(folders, "one");
    expect(await readdir(folders.repository)).toEqual([".git"]);
    expect(await git(folders.repository, ["rev-parse", "main^"])).toBe(first);
  });

  it("brings back the files of a run whose folder is gone", async () => {
    expect(await treeOfRun(folders, "one")).toBeUndefined();
    const tree = await commit("one", { a: "1" });
    await forgetScratch(folders, "one");
    expect(existsSync(tree.folder)).toBe(false);
    expect(await treeOfRun(folders, "one")).toEqual(tree);
    expect(await readFile(path.join(tree.folder, "a"), "utf8")).toBe("1");
  });
});
