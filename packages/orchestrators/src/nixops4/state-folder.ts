import { lstat, mkdir, rm, symlink } from "node:fs/promises";
import path from "node:path";
import type { StepContext } from "@allotment/engine";
import type { Setup } from "../nixos-ssh/setup.ts";

/** Name in the tree under which nix/lib/nixops4.nix looks for the state file and the key. */
const nameInTree = ".nixops4";

/**
 * The folder that keeps what NixOps4 knows of a deployment from run to run: `state.json` and its lock, and a link to the
 * worker's key. A link in the tree leads there. It is made before the tree is evaluated, so that every evaluation sees the
 * same files.
 */
export async function stateFolder(
  { folder, keyFile }: Pick<Setup, "folder" | "keyFile">,
  { environmentId, deployment, tree }: Pick<StepContext, "environmentId" | "deployment" | "tree">,
): Promise<string> {
  if (tree === null) throw new Error("there is no tree to work on");
  const kept = path.resolve(folder, "state", environmentId, deployment);
  await mkdir(kept, { recursive: true, mode: 0o700 });
  await linkTo(path.resolve(keyFile), path.join(kept, "ssh_ed25519"));
  await linkTo(kept, path.join(tree.folder, nameInTree));
  return kept;
}

async function linkTo(target: string, link: string): Promise<void> {
  const present = await lstat(link).catch(() => null);
  if (present !== null) await rm(link, { recursive: true, force: true });
  await symlink(target, link);
}
