import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { findNix } from "../../scripts/lib/nix.mjs";
import { installation } from "./installation.ts";

const run = promisify(execFile);
const outputBytesMax = 64 * 1024 * 1024;

/** A clone of what a run wrote, as anybody can make one. */
export interface Clone {
  readonly folder: string;
  /** Subjects of its commits, newest first. */
  readonly commits: readonly string[];
}

/** How far a clone was evaluated, and for which machines it gave a system; or why it was not. */
export type Evaluated =
  | { readonly level: "evaluated against stubs" | "fully evaluated"; readonly machines: readonly string[] }
  | { readonly level: "not evaluated"; readonly reason: string };

/** Clones the tree of a deployment, uses it, and removes it again. */
export async function withClone<Result>(slug: string, use: (clone: Clone) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), "allotment-clone-"));
  try {
    await run("git", ["clone", "--quiet", path.join(installation().dataFolder, "trees", slug), folder]);
    const { stdout } = await run("git", ["log", "--format=%s"], { cwd: folder });
    return await use({ folder, commits: stdout.trim().split("\n") });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Evaluates a clone as the README says: against stubs where there is a Nix, fully where NIXPKGS names a nixpkgs as well. */
export async function evaluate({ folder }: Clone): Promise<Evaluated> {
  const nix = findNix();
  if ("reason" in nix) return { level: "not evaluated", reason: nix.reason };
  const nixpkgs = process.env["NIXPKGS"];
  const expression = nixpkgs
    ? 'import ./nix/check/full.nix { tree = ./.; nixpkgs = builtins.getEnv "NIXPKGS"; }'
    : "import ./nix/check { tree = ./.; }";
  const { stdout } = await run(nix.instantiate, ["--eval", "--strict", "--json", "-E", expression], {
    cwd: folder,
    maxBuffer: outputBytesMax,
  });
  const machines = Object.keys(JSON.parse(stdout) as Record<string, unknown>);
  return { level: nixpkgs ? "fully evaluated" : "evaluated against stubs", machines };
}
