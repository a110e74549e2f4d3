import type { Description, Digest, NixosRelease } from "@allotment/model";
import { treeReadme } from "./readme.ts";
import { missingCiphertext, secretManifest } from "./secrets.ts";
import { jsonFile, sortedTree, type Tree } from "./tree.ts";

/** The hand-written Nix as a value. */
export interface Library {
  /** Files of the library, as they stand below `nix/` in a tree. */
  readonly files: Tree;
  /** flake.nix and flake.lock of each NixOS release. */
  readonly flakes: Readonly<Partial<Record<NixosRelease, { readonly flake: string; readonly lock: string }>>>;
  /** Identity of all of it. */
  readonly digest: Digest;
}

/** What a tree is made of. */
export interface RenderInput {
  readonly description: Description;
  readonly library: Library;
}

/**
 * The tree of a deployment: flake, lock, description, library, the manifest of secrets and a README. Pure; the same input
 * gives the same files. Ciphertext is not part of it: whoever holds the values adds `secrets/<id>.age`.
 *
 * @throws Error when the library has no flake for the NixOS release of the description.
 */
export function renderTree({ description, library }: RenderInput): Tree {
  const flake = library.flakes[description.nixosRelease];
  if (!flake) throw new Error(`the library has no flake for NixOS ${description.nixosRelease}`);
  return sortedTree([
    ["README.md", treeReadme(description)],
    ["deployment.json", jsonFile(description)],
    ["flake.lock", flake.lock],
    ["flake.nix", flake.flake],
    ...hardwareModules(description),
    ["secrets/manifest.json", jsonFile(secretManifest(description))],
    ["secrets/missing.age", missingCiphertext],
    ...[...library.files].map(([path, content]) => [`nix/${path}`, content] as const),
  ]);
}

// Nix of the provider's own, as it was given.
function hardwareModules({ machines }: Description): (readonly [string, string])[] {
  return Object.entries(machines).flatMap(([name, { hardware }]) =>
    hardware.module === undefined ? [] : [[`hardware/${name}.nix`, `${hardware.module.trimEnd()}\n`] as const],
  );
}
