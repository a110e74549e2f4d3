import { constants } from "node:fs";
import { access } from "node:fs/promises";
import path from "node:path";

/** Where the programs of a Nix are. */
export interface NixPrograms {
  /** `nix-instantiate`, absolute. */
  readonly instantiate: string;
}

/**
 * Looks for Nix: in the folder that ALLOTMENT_NIX names and then nowhere else, otherwise on PATH.
 *
 * @returns null when there is none.
 */
export async function findNixPrograms(env: NodeJS.ProcessEnv): Promise<NixPrograms | null> {
  const named = env["ALLOTMENT_NIX"];
  const folders = named
    ? [path.resolve(named)]
    : (env["PATH"] ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  for (const folder of folders) {
    const instantiate = path.join(folder, "nix-instantiate");
    if (await isExecutable(instantiate)) return { instantiate };
  }
  return null;
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
