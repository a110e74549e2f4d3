import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { treeMarker, TreeRefusal, writeTree } from "./write-tree.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "allotment-tree-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const tree = (files: Readonly<Record<string, string>>) => new Map(Object.entries(files));
const read = (file: string) => readFile(path.join(folder, file), "utf8");

async function reasonOf(attempt: Promise<void>): Promise<string> {
  const error: unknown = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof TreeRefusal ? error.reason : String(error);
}

describe("writing a tree", () => {
  test("makes the folder hold the new files and removes those that an earlier tree left, with empty folders", async () => {
    await writeTree(tree({ "flake.nix": "one", "nix/lib/old.nix": "old" }), folder);
    await writeTree(tree({ "flake.nix": "two" }), folder);
    expect(await read("flake.nix")).toBe("two");
    expect((await readdir(folder)).sort()).toEqual([treeMarker, "flake.nix"]);
  });

  test("leaves alone what others put there: ciphertext, hardware, git", async () => {
    await mkdir(path.join(folder, ".git"));
    await writeTree(tree({ "secrets/missing.age": "", "a.nix": "" }), folder);
    await mkdir(path.join(folder, "hardware"));
    await writeFile(path.join(folder, "secrets/social_key.age"), "ciphertext");
    await writeFile(path.join(folder, "hardware/amber.nix"), "{ }");
    await writeTree(tree({ "b.nix": "" }), folder);
    expect(await read("secrets/social_key.age")).toBe("ciphertext");
    expect(await read("hardware/amber.nix")).toBe("{ }");
    expect((await readdir(folder)).sort()).toEqual([treeMarker, ".git", "b.nix", "hardware", "secrets"].sort());
  });

  test("refuses a folder with somebody else's files and changes nothing", async () => {
    await writeFile(path.join(folder, "thesis.txt"), "mine");
    expect(await reasonOf(writeTree(tree({ "flake.nix": "" }), folder))).toBe("not-empty");
    expect(await readdir(folder)).toEqual(["thesis.txt"]);
  });

  test.each(["../out.nix", "/etc/passwd", "a/../../b", "a//b", ".git/config", "a\\b", treeMarker, ""])(
    "refuses the path %j",
    async (file) => {
      expect(await reasonOf(writeTree(tree({ [file]: "" }), folder))).toBe("unsafe-path");
      expect(await readdir(folder)).toEqual([]);
    },
  );

  test("does not follow a link out of the folder, neither to write nor to remove", async () => {
    const outside = await mkdtemp(path.join(tmpdir(), "allotment-outside-"));
    await writeFile(path.join(outside, "a.nix"), "theirs");
    await writeTree(tree({ "nix/a.nix": "ours" }), folder);
    await rm(path.join(folder, "nix"), { recursive: true });
    await symlink(outside, path.join(folder, "nix"));
    expect(await reasonOf(writeTree(tree({ "nix/a.nix": "changed" }), folder))).toBe("link");
    expect(await reasonOf(writeTree(tree({ "flake.nix": "" }), folder))).toBe("link");
    expect(await readFile(path.join(outside, "a.nix"), "utf8")).toBe("theirs");
    await rm(outside, { recursive: true });
  });

  test("a marker that names files outside removes nothing there", async () => {
    await writeFile(path.join(folder, treeMarker), JSON.stringify({ files: ["../../etc/hosts"] }));
    expect(await reasonOf(writeTree(tree({ "flake.nix": "" }), folder))).toBe("unsafe-path");
  });
});
