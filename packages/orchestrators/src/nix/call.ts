import { pathToFileURL } from "node:url";
import type { NixSurroundings } from "./failure.ts";
import { runNix, type NixCall, type NixOutcome } from "./run.ts";

/** A call of `nix`: what varies beside its arguments. */
export type NixCommandCall = Omit<NixCall, "program" | "argv" | "folder">;

/** Runs `nix` in the folder of a tree. @throws as `runNix`, and when this Nix is one of the older programs only. */
export function runNixCommand(
  { programs, folder }: NixSurroundings,
  argv: readonly string[],
  call: NixCommandCall,
): Promise<NixOutcome> {
  if (programs.command === null) throw new Error("there is no nix beside nix-instantiate");
  const features = ["--extra-experimental-features", "nix-command flakes"];
  return runNix({ ...call, program: programs.command, argv: [...features, ...argv], folder });
}

/** The tree as a flake, and the nixpkgs that stands in for the one that its lock names. */
export function flakeArguments({ folder, nixpkgs }: NixSurroundings, attribute: string): readonly string[] {
  const instead = nixpkgs === null ? [] : ["--override-input", "nixpkgs", `path:${pathToFileURL(nixpkgs).pathname}`];
  return [`path:${pathToFileURL(folder).pathname}#${attribute}`, "--no-write-lock-file", ...instead];
}
